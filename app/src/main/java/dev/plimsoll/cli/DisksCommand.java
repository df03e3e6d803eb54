package dev.plimsoll.cli;

import dev.plimsoll.core.drain.signal.DiskFill;
import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.DiskState;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.disks.DiskFleet;
import dev.plimsoll.disks.DiskLines;
import dev.plimsoll.disks.DiskReport;
import dev.plimsoll.disks.DiskTable;
import dev.plimsoll.integrations.prometheus.Prometheus;
import dev.plimsoll.integrations.prometheus.PrometheusSettings;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.kubelet.KubeletDisks;
import dev.plimsoll.kubernetes.kubelet.ProxiedKubelet;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how full the disks of nodes are. */
@Command(
        name = "disks",
        description = {
            "Show how full the nodes' disks are, in bytes and inodes, and what fills them.",
            "",
            "The kubelets are asked through the API server, with your own right to nodes/proxy;"
                    + " nothing need be installed. Volumes that are claimed lie elsewhere and do"
                    + " not count. The kubelet deletes images from 85%% on and evicts pods"
                    + " regardless of budgets from 85%% to 90%%: the lines here are below.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} disks --sort-by disk",
            "  ${ROOT-COMMAND-NAME} disks -l karpenter.sh/nodepool=default --fail-on over",
            "  ${ROOT-COMMAND-NAME} disks --from-prometheus http://127.0.0.1:9090 -o json"
        })
final class DisksCommand implements Callable<Integer> {

    private static final int CONDITION_MET = 3;

    private final Shell shell;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private FleetOptions fleetOptions = new FleetOptions();
    @Mixin private PrometheusOptions prometheus = new PrometheusOptions();
    @Mixin private NodeSelection nodes = new NodeSelection();
    @Mixin private TableOptions output = new TableOptions();
    @Mixin private WatchOptions watch = new WatchOptions();

    @Option(
            names = "--over",
            paramLabel = "PERCENT",
            description = "The line for disks; ${DEFAULT-VALUE} if not given.")
    private double over = Trigger.Full.DRAIN_PERCENT;

    @Option(
            names = "--inodes-over",
            paramLabel = "PERCENT",
            description = "The line for inodes; ${DEFAULT-VALUE} if not given.")
    private double inodesOver = Trigger.Full.INODES_DRAIN_PERCENT;

    @Option(
            names = "--fail-on",
            paramLabel = "STATE",
            description =
                    "Exit with 3 when some node is so, or worse: ${COMPLETION-CANDIDATES}. A"
                            + " node is warned from 5 percent points below a line on.")
    private @Nullable FailOn failOn;

    DisksCommand(Shell shell) {
        this.shell = shell;
    }

    /** What can be asked to fail on, and what it stands for. */
    enum FailOn {
        unknown(DiskState.UNKNOWN),
        warned(DiskState.WARNED),
        over(DiskState.OVER);

        private final DiskState state;

        FailOn(DiskState state) {
            this.state = state;
        }
    }

    @Override
    public Integer call() {
        percent("--over", over);
        percent("--inodes-over", inodesOver);
        Optional<PrometheusSettings> settings = prometheus.settings(shell);
        if (fleetOptions.ofFile() && settings.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from reads a file, which knows no disks: expected --from-prometheus too");
        }
        watch.refuse(fleetOptions.ofFile(), "a file does not change; it needs a cluster");
        DiskReport[] last = {new DiskReport("", DiskLines.STANDARD, List.of())};
        watch.show(shell, () -> last[0] = show(settings));
        boolean met = failOn != null && last[0].reaches(failOn.state);
        return met ? CONDITION_MET : last[0].blind() ? 1 : 0;
    }

    private void percent(String option, double value) {
        if (!(value > 0 && value <= 100)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is " + value + ": expected more than 0 and at most 100");
        }
    }

    private DiskReport show(Optional<PrometheusSettings> settings) {
        List<WatchedNode> chosen =
                DiskFleet.read(fleetOptions.wholeObjects(shell), nodes.selector());
        DiskReport report =
                settings.map(where -> ofPrometheus(where, chosen))
                        .orElseGet(() -> ofKubelets(chosen));
        output.write(
                new RowOptions.Result<>(
                        DiskTable.table(),
                        report.rows(),
                        row -> true,
                        row -> "node/" + row.node().name(),
                        () -> DiskTable.document(report, shell.clock().instant())),
                shell);
        shell.tell(report.sentences());
        return report;
    }

    private DiskReport ofPrometheus(PrometheusSettings settings, List<WatchedNode> chosen) {
        try (Prometheus asked = new Prometheus(settings, shell.clock())) {
            return switch (asked.read(chosen)) {
                case DiskOutcome.Failed(String why) -> throw new CommandFailure(why);
                case DiskOutcome.Read read -> {
                    shell.tell(read.remarks());
                    yield DiskReport.of(
                            "prometheus",
                            DiskLines.of(over, inodesOver),
                            chosen,
                            read.nodes(),
                            read.unknown(),
                            Map.of());
                }
            };
        }
    }

    private DiskReport ofKubelets(List<WatchedNode> chosen) {
        try (Cluster cluster = new Cluster(fleetOptions.cluster(shell), Deadlines.STANDARD)) {
            KubeletDisks.Answers answers =
                    new KubeletDisks(new ProxiedKubelet(cluster), shell.clock()).ask(chosen);
            Map<String, NodeDisks> disks = new HashMap<>();
            Map<String, DiskFill> fills = new HashMap<>();
            answers.summaries()
                    .forEach((node, summary) -> {
                        disks.put(node, summary.disks());
                        fills.put(node, summary.fill());
                    });
            return DiskReport.of(
                    "kubelet",
                    DiskLines.of(over, inodesOver),
                    chosen,
                    disks,
                    answers.silent(),
                    fills);
        } catch (ApiException e) {
            throw new CommandFailure(e.problem().sentence(), e);
        }
    }
}
