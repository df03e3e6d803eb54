package dev.plimsoll.cli;

import dev.plimsoll.capacity.ClusterFleet;
import dev.plimsoll.capacity.Consolidate;
import dev.plimsoll.capacity.ConsolidateInput;
import dev.plimsoll.capacity.ConsolidateRow;
import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.capacity.apply.LiveApplication;
import dev.plimsoll.capacity.apply.PlanApplication.Outcome;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.capacity.consolidate.Promise;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans which nodes can go. */
@Command(
        name = "consolidate",
        description = {
            "Show which nodes can go as a set, where their pods would fit, and why each other node"
                    + " stays.",
            "",
            "Every constraint on where a pod may run is weighed, and the plan is rehearsed: however"
                    + " the scheduler is played, every pod finds a node. Nothing is written to the"
                    + " cluster without --apply.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} plan consolidate --max-share 46%% --min-zones 3",
            "  ${ROOT-COMMAND-NAME} plan consolidate --basis requests -o name",
            "  ${ROOT-COMMAND-NAME} plan consolidate -l karpenter.sh/nodepool=default --apply",
            "  kubectl get nodes,pods,pdb,pvc,pv,namespaces -A -o json | ${ROOT-COMMAND-NAME} plan"
                    + " consolidate --from -"
        })
final class PlanConsolidateCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Shell shell;

    @Mixin private FleetOptions fleetOptions;
    @Mixin private PlannerOptions planner;
    @Mixin private TableOptions output;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            converter = NodeSelection.Converter.class,
            description =
                    "Only nodes with these labels may go; their pods may move to any: such as"
                            + " karpenter.sh/nodepool=default,!spot.")
    private LabelSelector selector = LabelSelector.EVERYTHING;

    @Option(
            names = "--max-share",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description =
                    "Only nodes of which at most this share is taken may go, such as 46%% or 0.46;"
                            + " any may if not given.")
    private @Nullable BigDecimal maxShare;

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
            names = "--largest-first",
            description =
                    "Count on the pods being evicted in the order of the plan, the largest first,"
                            + " after all its nodes were cordoned: more nodes go. JSON and YAML"
                            + " have the order.")
    private boolean largestFirst;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            converter = FileConverter.class,
            description =
                    "CSV with instance_type,usd_per_hour and optionally region,as_of; goes before"
                            + " the built-in prices.")
    private @Nullable String prices;

    @Option(
            names = "--apply",
            description =
                    "Carry it out: order a NodeDrain for the first node, which an operator with the"
                            + " job drain carries out, wait for its end, plan anew, and so on until"
                            + " nothing more can go. A drain that fails ends it.")
    private boolean apply;

    @Option(
            names = "--nodes-at-once",
            paramLabel = "N",
            description =
                    "With --apply: drain so many nodes at a time; ${DEFAULT-VALUE} if not given.")
    private int nodesAtOnce = 1;

    @Option(
            names = "--end",
            paramLabel = "HOW",
            description =
                    "With --apply: how the machine of a drained node ends,"
                            + " ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private EndChoice end = EndChoice.AUTO;

    PlanConsolidateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        planner.check(minNodes, minZones);
        planner.check(nodesAtOnce >= 1, "--nodes-at-once", "1 or more", nodesAtOnce);
        planner.refuse(
                apply && fleetOptions.ofFile(), "--apply works on a cluster, and --from is a file");
        planner.refuse(
                apply && placementOnly,
                "--apply needs a plan that was rehearsed, which --placement-only does without");
        planner.refuse(
                apply && largestFirst,
                "--apply empties one node after the other, and --largest-first counts on another"
                        + " order");
        planner.refuse(
                placementOnly && largestFirst,
                "--placement-only and --largest-first are two promises, and a plan makes one");
        planner.refuse(!apply && nodesAtOnce != 1, "--nodes-at-once is for --apply");
        planner.refuse(!apply && end != EndChoice.AUTO, "--end is for --apply");
        PriceBook book =
                PriceBook.open(
                        Optional.ofNullable(prices).map(file -> shell.folder().resolve(file)));
        ConsolidateOptions options =
                new ConsolidateOptions(
                        planner.resource(),
                        planner.basis(),
                        selector,
                        Optional.ofNullable(maxShare),
                        planner.cpuOvercommit(),
                        minNodes,
                        minZones,
                        promise());
        Consolidate plan =
                Consolidate.plan(
                        ConsolidateInput.read(fleetOptions.wholeObjects(shell), book),
                        book,
                        options,
                        planner.hoursPerMonth());
        output.write(
                new TableOptions.Result<>(
                        ConsolidateRow.table(),
                        plan.rows(),
                        row -> true,
                        ConsolidateRow::resourceName,
                        plan.document()),
                shell);
        shell.tell(plan.warnings());
        return apply ? carryOut(options, book) : 0;
    }

    private Promise promise() {
        if (placementOnly) {
            return Promise.PLACEMENT;
        }
        return largestFirst ? Promise.LARGEST_FIRST : Promise.ANY_ORDER;
    }

    private int carryOut(ConsolidateOptions options, PriceBook book) {
        ConsolidationSpec spec =
                new ConsolidationSpec(
                        ConsolidationSpec.Mode.ENFORCE,
                        options,
                        BETWEEN_LOOKS,
                        nodesAtOnce,
                        end,
                        planner.hoursPerMonth());
        Outcome outcome =
                LiveApplication.run(
                        spec,
                        fleetOptions.cluster(shell),
                        new ClusterFleet(fleetOptions.wholeObjects(shell), book),
                        line -> shell.tell(List.of(line)),
                        shell.clock());
        return switch (outcome) {
            case Outcome.Done(int drained) -> {
                shell.tell(List.of("%d nodes were drained.".formatted(drained)));
                yield 0;
            }
            case Outcome.Halted(String why) -> throw new CommandFailure(why);
        };
    }
}
