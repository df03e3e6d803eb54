package dev.plimsoll.cli;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.canary.Canary;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.OperatorSettings;
import dev.plimsoll.serve.job.HealthLimits;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.PlatformLog;
import dev.plimsoll.shell.Shell;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the controllers until the process is told to end. */
@Command(
        name = "operator",
        description = {
            "Run the controllers, in the cluster or from outside with a kubeconfig.",
            "",
            "It waits for an API server that cannot be reached or a right that is missing, says so"
                    + " at /readyz, and goes on by itself."
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} operator --jobs labels",
            "  ${ROOT-COMMAND-NAME} operator --jobs labels --context staging --port 0"
        })
final class OperatorCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--jobs",
            paramLabel = "JOB",
            split = ",",
            required = true,
            completionCandidates = JobNames.class,
            description = "What to do: ${COMPLETION-CANDIDATES}.")
    private Set<Job> jobs = Set.of();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "Serve /livez, /readyz and /metrics here; 0 takes a free port"
                            + " (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--lease-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = OperatorSettings.LEASE_NAMESPACE,
            description =
                    "Compete for the lease 'plimsoll' in this namespace, so that only one operator"
                            + " writes (default: ${DEFAULT-VALUE}).")
    private String leaseNamespace = OperatorSettings.LEASE_NAMESPACE;

    @Option(
            names = "--writes-per-second",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "Write to nodes at most so often, twice as often for a moment"
                            + " (default: ${DEFAULT-VALUE}).")
    private int writesPerSecond;

    OperatorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        check(port >= 0 && port <= 65535, "--port is " + port + ": expected 0 to 65535");
        check(
                writesPerSecond >= 1 && writesPerSecond <= 10_000,
                "--writes-per-second is " + writesPerSecond + ": expected 1 to 10000");
        OperatorSettings settings =
                new OperatorSettings(
                        jobs,
                        cluster.source(shell),
                        Deadlines.STANDARD,
                        FeedSettings.STANDARD,
                        shell.environment().getOrDefault("HOSTNAME", "plimsoll"),
                        port,
                        leaseNamespace,
                        writesPerSecond,
                        Canary.EVERY,
                        HealthLimits.STANDARD);
        PlatformLog.join();
        try {
            Operator operator = Operator.start(settings, shell.clock());
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .name("shutdown")
                                    .unstarted(() -> {
                                        operator.close();
                                        ended.countDown();
                                    }));
            shell.err()
                    .printf(
                            "plimsoll: the operator works on %s; probes and metrics are on port"
                                    + " %d.%n",
                            operator.server(), operator.port());
            ended.await();
            return 0;
        } catch (ApiException e) {
            throw new CommandFailure(e.problem().sentence(), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    "--port %d cannot be listened on: %s.".formatted(port, e.getMessage()), e);
        }
    }

    private void check(boolean expected, String problem) {
        if (!expected) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
