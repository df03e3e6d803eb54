package dev.plimsoll;

import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.OperatorSettings;
import dev.plimsoll.shell.Shell;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
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
 * Runs what users run, once and quickly, so that the JVM can note for an AOT cache which classes
 * are loaded and which methods are hot. {@code ./plimsoll} calls it before the first command or the
 * first operator; its output is of no interest.
 */
final class Training {

    /** What needs no fleet. */
    private static final List<String> ALONE =
            List.of(
                    "--help",
                    "version",
                    "version -o json",
                    "version -o yaml",
                    "completion bash",
                    "manifests",
                    "no-such-command");

    /** What looks at the cluster; those that want a policy read it from standard input. */
    private static final List<String> READS =
            List.of(
                    "snapshot",
                    "capacity",
                    "capacity --by workload",
                    "capacity -o json",
                    "labels preview -f -",
                    "labels preview -f - -o wide --sort-by age",
                    "labels preview -f - -o json",
                    "labels preview -f - -o csv");

    /** What reckons for a while. */
    private static final List<String> PLANS =
            List.of(
                    "plan reshape --region eu-central-1 --types m5.xlarge,r5.xlarge",
                    "plan consolidate",
                    "plan guaranteed");

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

    /**
     * @param args what is trained: {@code operator}, {@code plans} or {@code commands}
     */
    public static void main(String[] args) throws Exception {
        Process cluster = TrainingCluster.start();
        try (Closeable end = cluster.getOutputStream();
                BufferedReader said = cluster.inputReader()) {
            Path kubeconfig = Path.of(said.readLine());
            switch (args[0]) {
                case "operator" -> operator(kubeconfig);
                case "plans" -> {
                    run("demo --plain --duration 1s --nodes 20", List.of());
                    run(PLANS, kubeconfig);
                }
                default -> {
                    ALONE.forEach(line -> run(line, List.of()));
                    run(READS, kubeconfig);
                }
            }
        }
    }

    private static void run(List<String> lines, Path kubeconfig) {
        lines.forEach(line -> run(line, List.of("--kubeconfig", kubeconfig.toString())));
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
