package dev.plimsoll;

import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.OperatorSettings;
import dev.plimsoll.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs what users run, once and quickly, so that the JVM can note for the AOT cache which classes
 * are loaded and which methods are hot. {@code ./plimsoll} calls it after a build; its output is of
 * no interest.
 */
final class Training {

    /** Commands that need no fleet. */
    private static final List<String> ALONE =
            List.of(
                    "--help",
                    "version",
                    "version -o json",
                    "version -o yaml",
                    "completion bash",
                    "manifests",
                    "demo --plain --duration 1s --nodes 20",
                    "no-such-command");

    /** Commands that look at the cluster; those that want a policy read it from standard input. */
    private static final List<String> WITH_CLUSTER =
            List.of(
                    "snapshot",
                    "capacity",
                    "capacity --by workload",
                    "capacity -o json",
                    "plan reshape --region eu-central-1 --types m5.xlarge,r5.xlarge",
                    "labels preview -f -",
                    "labels preview -f - -o wide --sort-by age",
                    "labels preview -f - -o json",
                    "labels preview -f - -o csv");

    /** Enough to show what is hot in the reading of a large cluster. */
    private static final int LARGE_READS = 10;

    private static final String POLICY =
            """
            apiVersion: nlp.lento.dev/v1alpha1
            kind: NodeLabelPolicy
            metadata: {name: training}
            spec:
              strategy: {type: oldest, count: 1}
              labels: {trained: "true"}
            """;

    private Training() {}

    public static void main(String[] args) throws Exception {
        ALONE.forEach(line -> run(line, List.of()));
        try (TrainingCluster cluster = new TrainingCluster()) {
            Path kubeconfig = cluster.kubeconfig();
            List<String> options = List.of("--kubeconfig", kubeconfig.toString());
            WITH_CLUSTER.forEach(line -> run(line, options));
            for (int i = 0; i < LARGE_READS; i++) {
                run("capacity", options);
            }
            operator(kubeconfig);
        }
    }

    private static void run(String line, List<String> options) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Shell shell =
                new Shell(
                        new ByteArrayInputStream(POLICY.getBytes(StandardCharsets.UTF_8)),
                        nowhere,
                        nowhere,
                        Map.of(),
                        Path.of(""),
                        Clock.systemUTC(),
                        false);
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(options);
        new CommandRunner(shell).run(arguments.toArray(String[]::new));
    }

    /** The operator until it has written its first label, so that it starts in no time later. */
    private static void operator(Path kubeconfig) throws Exception {
        OperatorSettings settings =
                OperatorSettings.standard(
                        EnumSet.of(Job.LABELS),
                        new ClusterSource.Kubeconfig(kubeconfig, Optional.empty()),
                        "training",
                        0);
        try (Operator operator = Operator.start(settings, Clock.systemUTC())) {
            for (int wait = 0; wait < 200; wait++) {
                if (operator.metrics().contains("plimsoll_label_node_writes")) {
                    return;
                }
                Thread.sleep(25);
            }
        }
    }
}
