package dev.plimsoll.cli;

import dev.plimsoll.capacity.Guaranteed;
import dev.plimsoll.capacity.GuaranteedRow;
import dev.plimsoll.core.capacity.guaranteed.MissingLimits;
import dev.plimsoll.shell.Shell;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans which workloads to move to QoS class Guaranteed. */
@Command(
        name = "guaranteed",
        description = {
            "Show which workloads can be moved to QoS class Guaranteed, how, and what it takes.",
            "",
            "Requests rise to the limits. A workload moves only where every node that its pods are"
                + " on now still offers what it is asked for; the cheapest in memory come first."
                + " Nothing is written to the cluster: --commands prints what would do it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} plan guaranteed -n shop",
            "  ${ROOT-COMMAND-NAME} plan guaranteed --commands > patches.sh",
            "  ${ROOT-COMMAND-NAME} plan guaranteed --missing-limits requests --from fleet.json -o"
                    + " json"
        })
final class PlanGuaranteedCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private FleetOptions fleetOptions;
    @Mixin private PodSelection podSelection;
    @Mixin private TableOptions output;

    @Option(
            names = "--missing-limits",
            paramLabel = "WHAT",
            description =
                    "What becomes of a container without a limit, ${COMPLETION-CANDIDATES}: its"
                            + " workload stays as it is, or what it requests becomes its limit."
                            + " ${DEFAULT-VALUE} if not given.")
    private MissingLimits missing = MissingLimits.SKIP;

    @Option(
            names = "--commands",
            description = "Print a kubectl command for each workload, and nothing else.")
    private boolean commands;

    PlanGuaranteedCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Guaranteed plan =
                Guaranteed.plan(fleetOptions.objects(shell), podSelection.namespace(), missing);
        if (commands) {
            plan.rows().stream()
                    .filter(GuaranteedRow::moves)
                    .map(GuaranteedRow::command)
                    .forEach(shell.out()::println);
        } else {
            output.write(
                    new TableOptions.Result<>(
                            GuaranteedRow.table(),
                            plan.rows(),
                            row -> true,
                            GuaranteedRow::resourceName,
                            plan.document()),
                    shell);
        }
        shell.tell(List.of(plan.summary()));
        return 0;
    }
}
