package dev.plimsoll.cli;

import dev.plimsoll.capacity.CapacityFleet;
import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.capacity.Reshape;
import dev.plimsoll.capacity.ReshapeRow;
import dev.plimsoll.core.capacity.reshape.ReshapeOptions;
import dev.plimsoll.shell.Shell;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans another mix of instance types. */
@Command(
        name = "reshape",
        description = {
            "Show which instance types, and how many, would carry the fleet for least money.",
            "",
            "Requests always fit, and DaemonSets run on every new node. On the basis of limits,"
                + " memory limits fit too. Constraints on where a pod may run (affinity, spread,"
                + " volumes) are not weighed. Nothing is written to the cluster.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} plan reshape --types 'm5.*,r5.*' --min-zones 3",
            "  ${ROOT-COMMAND-NAME} plan reshape --from fleet.json --types m5.xlarge"
                    + " --cpu-overcommit 2.0 --hours-per-month 720"
        })
final class PlanReshapeCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private FleetOptions fleetOptions;
    @Mixin private NodeSelection nodes;
    @Mixin private PlannerOptions planner;
    @Mixin private TableOptions output;

    @Option(
            names = "--min-nodes",
            paramLabel = "N",
            description = "Have at least this many nodes; ${DEFAULT-VALUE} if not given.")
    private int minNodes = 1;

    @Option(
            names = "--min-zones",
            paramLabel = "N",
            description = "Have nodes enough for this many zones; ${DEFAULT-VALUE} if not given.")
    private int minZones = 1;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            converter = NameConverter.class,
            description = "Whose prices hold; if not given, that of the nodes.")
    private @Nullable String region;

    @Option(
            names = "--types",
            paramLabel = "TYPES",
            split = ",",
            converter = NameConverter.class,
            description =
                    "Choose from these types, such as m5.xlarge,r5.*; from all but bare metal, GPU"
                            + " and t types if not given.")
    private @Nullable List<String> types;

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            description = "amd64, arm64 or any; if not given, what the nodes are now.")
    private @Nullable String architecture;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            converter = FileConverter.class,
            description =
                    "CSV with instance_type,usd_per_hour and optionally"
                        + " region,as_of,architecture,allocatable_cpu_millis,allocatable_memory_bytes,max_pods;"
                        + " goes before the built-in prices.")
    private @Nullable String prices;

    PlanReshapeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        planner.check(minNodes, minZones);
        if (architecture != null) {
            planner.check(
                    List.of("amd64", "arm64", "any").contains(architecture),
                    "--arch",
                    "amd64, arm64 or any",
                    architecture);
        }
        planner.check(types == null || !types.isEmpty(), "--types", "a type or more", ",");
        PriceBook book =
                PriceBook.open(
                        Optional.ofNullable(prices).map(file -> shell.folder().resolve(file)));
        Reshape reshape =
                Reshape.plan(
                        nodes.of(CapacityFleet.read(fleetOptions.objects(shell))),
                        book,
                        new Reshape.Choice(
                                Optional.ofNullable(region),
                                types == null ? List.of() : types,
                                Optional.ofNullable(architecture)),
                        new ReshapeOptions(
                                planner.resource(),
                                planner.basis(),
                                planner.cpuOvercommit(),
                                minNodes,
                                minZones,
                                planner.hoursPerMonth()));
        output.write(
                new TableOptions.Result<>(
                        ReshapeRow.table(),
                        reshape.rows(),
                        row -> true,
                        ReshapeRow::resourceName,
                        reshape.document()),
                shell);
        shell.tell(reshape.warnings());
        return 0;
    }
}
