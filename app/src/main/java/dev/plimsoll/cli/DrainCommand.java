package dev.plimsoll.cli;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.Force;
import dev.plimsoll.drain.DrainExecution;
import dev.plimsoll.drain.DrainFleet;
import dev.plimsoll.drain.DrainLines;
import dev.plimsoll.drain.DrainPlans;
import dev.plimsoll.drain.DrainScreen;
import dev.plimsoll.drain.DrainView;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.drain.KubernetesDrainWorld;
import dev.plimsoll.kubernetes.drain.PodAlarms;
import dev.plimsoll.operator.drain.DrainResult;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Empties nodes. */
@Command(
        name = "drain",
        description = {
            "Cordon nodes and evict their pods, the least important first and one after the other.",
            "",
            "Stateless pods go by ascending priority, then stateful ones, then those that the"
                    + " cluster lives on; DaemonSet and static pods stay. The next pod goes when"
                    + " the last one has gone and its controller has as many ready pods as before."
                    + " Disruption budgets are obeyed, and nothing is deleted without them unless"
                    + " --delete-after-timeout says so."
                    + " A pod that cannot be evicted within --pod-timeout ends the drain, and a"
                    + " node that was cordoned by it is opened again.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} drain ip-10-0-1-23.ec2.internal --plan",
            "  ${ROOT-COMMAND-NAME} drain ip-10-0-1-23.ec2.internal",
            "  ${ROOT-COMMAND-NAME} drain node-1 node-2 --nodes-at-once 2 --pods-at-once 5",
            "  ${ROOT-COMMAND-NAME} drain node-1 --plan --from fleet.json.gz -o json",
            "",
            "A drained node stays cordoned, and its instance is left running. A drain that was"
                    + " interrupted goes on when it is started again."
        })
final class DrainCommand implements Callable<Integer> {

    private static final int BLOCKED = 3;

    /** So many lines even a low terminal has. */
    private static final int MOST_SHOWN = 12;

    private final Shell shell;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private FleetOptions fleetOptions = new FleetOptions();
    @Mixin private TableOptions output = new TableOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "NODE",
            converter = NameConverter.class,
            description = "The nodes' names.")
    private List<String> nodes = List.of();

    @Option(
            names = "--plan",
            description = "Print what would be done, in its order, and do nothing.")
    private boolean plan;

    @Option(
            names = "--fail-on-blocked",
            description = "With --plan: exit with 3 when some pod cannot be evicted now.")
    private boolean failOnBlocked;

    @Option(
            names = "--pods-at-once",
            paramLabel = "N",
            description = "Let so many pods of a node go at a time; ${DEFAULT-VALUE} if not given.")
    private int podsAtOnce = DrainOptions.STANDARD.podsAtOnce();

    @Option(
            names = "--nodes-at-once",
            paramLabel = "N",
            description = "Drain so many nodes at a time; ${DEFAULT-VALUE} if not given.")
    private int nodesAtOnce = 1;

    @Option(
            names = "--force",
            description = "Evict pods without a controller too, which nobody makes anew.")
    private boolean force;

    @Option(
            names = "--delete-after-timeout",
            description =
                    "Delete a pod that could not be evicted within --pod-timeout, whatever guards"
                            + " it; pods without a controller are evicted too.")
    private boolean deletes;

    @Option(
            names = "--no-wait-for-replacement",
            description = "Do not wait until controllers have as many ready pods as before.")
    private boolean hurried;

    @Option(
            names = "--pod-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long a pod may be blocked, end, or wait for its replacement; 5m if not"
                            + " given.")
    private Duration podTimeout = DrainOptions.STANDARD.podTimeout();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long the drain of one node may take; 1h if not given.")
    private Duration timeout = DrainOptions.STANDARD.timeout();

    DrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        check(podsAtOnce >= 1, "--pods-at-once is " + podsAtOnce + ": expected 1 or more");
        check(nodesAtOnce >= 1, "--nodes-at-once is " + nodesAtOnce + ": expected 1 or more");
        check(plan || !fleetOptions.ofFile(), "--from reads a file, which only --plan can work on");
        check(plan || !failOnBlocked, "--fail-on-blocked is for --plan");
        DrainOptions options = new DrainOptions(podsAtOnce, force(), !hurried, podTimeout, timeout);
        return plan ? plan(options) : carryOut(options);
    }

    /** On a terminal the nodes under way stand below, if they have room there. */
    private DrainView view() {
        boolean room = Math.min(nodesAtOnce, nodes.size()) <= MOST_SHOWN;
        return shell.cursor() && room
                ? new DrainScreen(shell.out(), shell.clock(), shell.columns())
                : new DrainLines(shell.out(), shell.clock());
    }

    private Force force() {
        if (deletes) {
            return Force.DELETE_AFTER_TIMEOUT;
        }
        return force ? Force.UNMANAGED : Force.NEVER;
    }

    private int plan(DrainOptions options) {
        DrainFleet fleet = DrainFleet.read(fleetOptions.wholeObjects(shell), nodes);
        DrainPlans plans = new DrainPlans(fleet.plans(options));
        output.write(
                new RowOptions.Result<>(
                        DrainPlans.table(),
                        plans.rows(),
                        row -> true,
                        row -> "pod/" + row.step().pod().name(),
                        plans::document),
                shell);
        shell.tell(plans.sentences());
        fleet.leftOut().forEach(one -> shell.err().printf("plimsoll: not read: %s.%n", one));
        return failOnBlocked && plans.blocked() ? BLOCKED : 0;
    }

    private int carryOut(DrainOptions options) {
        try (Cluster cluster = new Cluster(fleetOptions.cluster(shell), Deadlines.STANDARD);
                DrainView view = view();
                PodAlarms alarms = new PodAlarms(cluster, shell.clock())) {
            Map<String, DrainResult> results =
                    DrainExecution.run(
                            nodes,
                            nodesAtOnce,
                            options,
                            new KubernetesDrainWorld(cluster, new Random()),
                            alarms::alarm,
                            view,
                            shell.clock());
            results.forEach((node, result) -> {
                if (!left(result)) {
                    String how = DrainLines.sentence(result);
                    String end = how.endsWith(".") ? "" : ".";
                    shell.err().printf("plimsoll: %s: %s%s%n", node, how, end);
                }
            });
            boolean all = results.values().stream().allMatch(DrainCommand::left);
            return all ? 0 : 1;
        } catch (ApiException e) {
            throw new CommandFailure(e.problem().sentence(), e);
        }
    }

    private static boolean left(DrainResult result) {
        return switch (result) {
            case DrainResult.Drained _, DrainResult.NodeGone _ -> true;
            case DrainResult.NoNode _, DrainResult.GivenUp _ -> false;
        };
    }

    private void check(boolean expected, String problem) {
        if (!expected) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
