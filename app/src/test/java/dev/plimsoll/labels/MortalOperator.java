package dev.plimsoll.labels;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.OperatorSettings;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.faults.Dose;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultProxy;
import dev.plimsoll.testbed.faults.FaultRule;
import dev.plimsoll.testbed.faults.RequestLine;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * An operator behind the fault proxy that dies without warning and comes back: within this JVM, or
 * as a process of its own.
 */
final class MortalOperator implements AutoCloseable {

    private static final Deadlines HASTY = hasty();

    private final ControlPlane controlPlane;
    private final FaultProxy proxy;
    private final Path kubeconfig;
    private final File log;
    private @Nullable Operator inside;
    private @Nullable Process outside;
    private int deaths;

    /**
     * @param log for what the processes print
     */
    MortalOperator(ControlPlane controlPlane, FaultProxy proxy, File log) {
        this.controlPlane = controlPlane;
        this.proxy = proxy;
        this.kubeconfig = proxy.kubeconfig("plimsoll", "plimsoll");
        this.log = log;
    }

    void start() {
        inside = RunningOperator.start(kubeconfig, HASTY);
    }

    /** Starts the program as its users do. */
    void startProcess() {
        try {
            outside =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty(
                                            "surefire.test.class.path",
                                            System.getProperty("java.class.path")),
                                    Plimsoll.class.getName(),
                                    "operator",
                                    "--jobs",
                                    "labels",
                                    "--kubeconfig",
                                    kubeconfig.toString(),
                                    "--port",
                                    "0")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The operator's process cannot be started", e);
        }
    }

    /**
     * Ends it at once: a process by SIGKILL, one in this JVM by cutting all its connections first,
     * so that it can finish nothing. What it had sent is waited for: a write that reaches the
     * server after its sender has died is bounded by no operator that runs then.
     */
    void kill() {
        deaths++;
        boolean inThisJvm = inside != null;
        close();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> proxy.underway(RequestLine.writes()) == 0);
        if (inThisJvm) {
            // As a person does who will not wait for the lease to run out; a process's is waited
            // for.
            controlPlane
                    .client()
                    .leases()
                    .inNamespace(OperatorSettings.LEASE_NAMESPACE)
                    .withName("plimsoll")
                    .delete();
        }
    }

    int deaths() {
        return deaths;
    }

    @Override
    public void close() {
        Process process = outside;
        if (process != null) {
            process.destroyForcibly().onExit().join();
            outside = null;
        }
        Operator operator = inside;
        if (operator != null) {
            FaultRule noMore =
                    proxy.inject(
                            new Fault.Refuse(Fault.Ending.RESET),
                            RequestLine.any(),
                            new Dose.Always());
            proxy.cut(RequestLine.any(), Fault.Ending.RESET);
            operator.close();
            noMore.end();
            inside = null;
        }
    }

    /** Watches are renewed often, so that many renewals fall into the run. */
    private static Deadlines hasty() {
        Deadlines usual = Deadlines.STANDARD;
        return new Deadlines(
                usual.connect(),
                usual.credentials(),
                usual.headers(),
                usual.listSilence(),
                usual.listPage(),
                usual.watchSilence(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                usual.request());
    }
}
