package dev.plimsoll;

import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.OperatorSettings;
import dev.plimsoll.shell.Shell;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs what users run, once and quickly, so that the JVM can note for the AOT cache which classes
 * are loaded and which methods are hot. {@code ./plimsoll} calls it after a build; its output is of
 * no interest.
 */
final class Training {

    private static final List<List<String>> LINES =
            List.of(
                    List.of("--help"),
                    List.of("version"),
                    List.of("version", "-o", "json"),
                    List.of("version", "-o", "yaml"),
                    List.of("completion", "bash"),
                    List.of("no-such-command"));

    private Training() {}

    public static void main(String[] args) throws Exception {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Shell shell =
                new Shell(
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        Map.of(),
                        Path.of(""),
                        Clock.systemUTC(),
                        false);
        for (List<String> line : LINES) {
            new CommandRunner(shell).run(line.toArray(String[]::new));
        }
        operator();
    }

    /** The operator until it has written its first label, so that it starts in no time later. */
    private static void operator() throws Exception {
        try (TrainingCluster cluster = new TrainingCluster();
                Operator operator =
                        Operator.start(
                                OperatorSettings.standard(
                                        new ClusterSource.Kubeconfig(
                                                cluster.kubeconfig(), Optional.empty()),
                                        "training",
                                        0),
                                Clock.systemUTC())) {
            for (int wait = 0; wait < 200; wait++) {
                if (operator.metrics().contains("plimsoll_label_node_writes")) {
                    return;
                }
                Thread.sleep(25);
            }
        }
    }
}
