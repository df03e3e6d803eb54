package dev.plimsoll.labels;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
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
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * An operator behind the fault proxy that dies without warning and comes back: within this JVM, or
 * as a process of its own.
 */
final class MortalOperator implements AutoCloseable {

    static final Deadlines HASTY = hasty();

    private static final Predicate<RequestLine> WORK =
            RequestLine.under("/apis/coordination.k8s.io/").negate();

    /** What changes nodes and policies; a lease is renewed all the time. */
    static final Predicate<RequestLine> WRITES = RequestLine.writes().and(WORK);

    private final FaultProxy proxy;
    private final Path kubeconfig;
    private final File log;
    private @Nullable Operator inside;
    private @Nullable Process outside;
    private int deaths;

    /**
     * @param log for what the processes print
     */
    MortalOperator(FaultProxy proxy, File log) {
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
     * Ends it at once: a process by SIGKILL, so that its lease must run out; one in this JVM by
     * cutting every connection but the one of the lease, so that it can finish nothing and the next
     * need not wait. What it had sent is waited for: a write that reaches the server after its
     * sender has died is bounded by no operator that runs then.
     */
    void kill() {
        deaths++;
        close();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> proxy.underway(WRITES) == 0);
    }

    /** Tells whether its deadlines are those of this test, not of production. */
    boolean hurries() {
        return outside == null;
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
                    proxy.inject(new Fault.Refuse(Fault.Ending.RESET), WORK, new Dose.Always());
            proxy.cut(WORK, Fault.Ending.RESET);
            operator.close();
            noMore.end();
            inside = null;
        }
    }

    /**
     * Watches are renewed often, so that many renewals fall into the run, and silence is noticed
     * soon: a run would mostly wait else.
     */
    private static Deadlines hasty() {
        Deadlines usual = Deadlines.STANDARD;
        return new Deadlines(
                usual.connect(),
                usual.credentials(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(12),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                usual.request());
    }
}
