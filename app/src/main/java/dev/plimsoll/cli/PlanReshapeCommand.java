package dev.plimsoll.cli;

import dev.plimsoll.capacity.CapacityFleet;
import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.capacity.Reshape;
import dev.plimsoll.capacity.ReshapeRow;
import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.reshape.ReshapeOptions;
import dev.plimsoll.shell.Shell;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Spec private CommandSpec spec;
    @Mixin private FleetOptions fleetOptions;
    @Mixin private NodeSelection nodes;
    @Mixin private TableOptions output;

    @Option(
            names = "--resource",
            paramLabel = "RESOURCE",
            description =
                    "Which decides, ${COMPLETION-CANDIDATES}; with cpu, CPU limits fit as well."
                            + " ${DEFAULT-VALUE} if not given.")
    private DecidingResource resource = DecidingResource.MEMORY;

    @Option(
            names = "--basis",
            paramLabel = "BASIS",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Basis basis = Basis.LIMITS;

    @Option(
            names = "--cpu-overcommit",
            paramLabel = "FACTOR",
            description =
                    "CPU limits may add up to this many times what a node has, such as 2.0; without"
                            + " a bound if not given.")
    private @Nullable BigDecimal cpuOvercommit;

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
            description = "Whose prices hold; if not given, that of the nodes.")
    private @Nullable String region;

    @Option(
            names = "--types",
            paramLabel = "TYPES",
            split = ",",
            description =
                    "Choose from these types, such as m5.xlarge,r5.*; from all but bare metal, GPU"
                            + " and t types if not given.")
    private List<String> types = List.of();

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            description = "amd64, arm64 or any; if not given, what the nodes are now.")
    private @Nullable String architecture;

    @Option(
            names = "--hours-per-month",
            paramLabel = "HOURS",
            description = "${DEFAULT-VALUE} if not given; 720 is thirty days.")
    private BigDecimal hoursPerMonth = BigDecimal.valueOf(730);

    @Option(
            names = "--prices",
            paramLabel = "FILE",
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
        check(minNodes >= 0, "--min-nodes", "0 or more", minNodes);
        check(minZones >= 0, "--min-zones", "0 or more", minZones);
        check(hoursPerMonth.signum() > 0, "--hours-per-month", "more than 0", hoursPerMonth);
        if (cpuOvercommit != null) {
            check(
                    cpuOvercommit.compareTo(BigDecimal.ONE) >= 0,
                    "--cpu-overcommit",
                    "1 or more",
                    cpuOvercommit);
        }
        if (architecture != null) {
            check(
                    List.of("amd64", "arm64", "any").contains(architecture),
                    "--arch",
                    "amd64, arm64 or any",
                    architecture);
        }
        PriceBook book =
                PriceBook.open(
                        Optional.ofNullable(prices).map(file -> shell.folder().resolve(file)));
        Reshape reshape =
                Reshape.plan(
                        nodes.of(CapacityFleet.read(fleetOptions.objects(shell))),
                        book,
                        new Reshape.Choice(
                                Optional.ofNullable(region),
                                types,
                                Optional.ofNullable(architecture)),
                        new ReshapeOptions(
                                resource,
                                basis,
                                Optional.ofNullable(cpuOvercommit),
                                minNodes,
                                minZones,
                                hoursPerMonth));
        output.write(
                new TableOptions.Result<>(
                        ReshapeRow.table(),
                        reshape.rows(),
                        row -> true,
                        ReshapeRow::resourceName,
                        reshape.document()),
                shell);
        shell.out().flush();
        reshape.warnings().forEach(warning -> shell.err().printf("plimsoll: %s%n", warning));
        return 0;
    }

    private void check(boolean fine, String option, String expected, Object given) {
        if (!fine) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '%s': expected %s but was '%s'"
                            .formatted(option, expected, given));
        }
    }
}
