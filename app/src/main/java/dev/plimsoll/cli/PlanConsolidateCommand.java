package dev.plimsoll.cli;

import dev.plimsoll.capacity.Consolidate;
import dev.plimsoll.capacity.ConsolidateInput;
import dev.plimsoll.capacity.ConsolidateRow;
import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.shell.Shell;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans which nodes can go. */
@Command(
        name = "consolidate",
        description = {
            "Show which nodes can go as a set, where their pods would fit, and why each other node"
                    + " stays.",
            "",
            "Every constraint on where a pod may run is weighed, and the plan is rehearsed: however"
                    + " the scheduler is played, every pod finds a node. Nothing is written to the"
                    + " cluster.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} plan consolidate --max-share 46%% --min-zones 3",
            "  ${ROOT-COMMAND-NAME} plan consolidate --basis requests -o name",
            "  kubectl get nodes,pods,pdb,pvc,pv,namespaces -A -o json | ${ROOT-COMMAND-NAME} plan"
                    + " consolidate --from -"
        })
final class PlanConsolidateCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec private CommandSpec spec;
    @Mixin private FleetOptions fleetOptions;
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
            names = "--max-share",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description =
                    "Only nodes of which at most this share is taken may go, such as 46%% or 0.46;"
                            + " any may if not given.")
    private @Nullable BigDecimal maxShare;

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
            description = "Keep at least this many nodes; ${DEFAULT-VALUE} if not given.")
    private int minNodes = 1;

    @Option(
            names = "--min-zones",
            paramLabel = "N",
            description = "Keep nodes in at least this many zones; ${DEFAULT-VALUE} if not given.")
    private int minZones = 1;

    @Option(
            names = "--placement-only",
            description =
                    "Be content with a placement that exists: more nodes go, but the scheduler may"
                            + " choose another placement and leave pods without a node.")
    private boolean placementOnly;

    @Option(
            names = "--hours-per-month",
            paramLabel = "HOURS",
            description = "${DEFAULT-VALUE} if not given; 720 is thirty days.")
    private BigDecimal hoursPerMonth = BigDecimal.valueOf(730);

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description =
                    "CSV with instance_type,usd_per_hour and optionally region,as_of; goes before"
                            + " the built-in prices.")
    private @Nullable String prices;

    PlanConsolidateCommand(Shell shell) {
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
        PriceBook book =
                PriceBook.open(
                        Optional.ofNullable(prices).map(file -> shell.folder().resolve(file)));
        ConsolidateOptions options =
                new ConsolidateOptions(
                        resource,
                        basis,
                        Optional.ofNullable(maxShare),
                        Optional.ofNullable(cpuOvercommit),
                        minNodes,
                        minZones,
                        !placementOnly);
        Consolidate plan =
                Consolidate.plan(
                        ConsolidateInput.read(fleetOptions.wholeObjects(shell), book),
                        book,
                        options,
                        hoursPerMonth);
        output.write(
                new TableOptions.Result<>(
                        ConsolidateRow.table(),
                        plan.rows(),
                        row -> true,
                        ConsolidateRow::resourceName,
                        plan.document()),
                shell);
        shell.out().flush();
        plan.warnings().forEach(warning -> shell.err().printf("plimsoll: %s%n", warning));
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
