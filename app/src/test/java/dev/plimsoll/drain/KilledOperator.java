package dev.plimsoll.drain;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The operator as a process of its own that is ended by SIGKILL, again and again. */
final class KilledOperator implements AutoCloseable {

    private final ControlPlane controlPlane;
    private final Path kubeconfig;
    private final URI aws;
    private final File log;
    private final String jobs;
    private @Nullable Process process;

    KilledOperator(ControlPlane controlPlane, Path kubeconfig, URI aws, File log) {
        this(controlPlane, kubeconfig, aws, log, "drain");
    }

    KilledOperator(ControlPlane controlPlane, Path kubeconfig, URI aws, File log, String jobs) {
        this.jobs = jobs;
        this.controlPlane = controlPlane;
        this.kubeconfig = kubeconfig;
        this.aws = aws;
        this.log = log;
    }

    void start() {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Plimsoll.class.getName(),
                        "operator",
                        "--jobs",
                        jobs,
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--port",
                        "0");
        builder.environment()
                .putAll(
                        Map.of(
                                "AWS_ENDPOINT_URL",
                                aws.toString(),
                                "AWS_ACCESS_KEY_ID",
                                "test",
                                "AWS_SECRET_ACCESS_KEY",
                                "test"));
        try {
            process =
                    builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The operator's process cannot be started", e);
        }
    }

    /**
     * Kills it after a while, unless something has come to its end before.
     *
     * @return false where it died by itself, which it must not
     */
    boolean killAfter(long millis) {
        Process running = process;
        try {
            boolean died = running == null || running.waitFor(millis, TimeUnit.MILLISECONDS);
            close();
            return !died;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the lease out of its dead hands: the next process need not wait until it expires. */
    void freeLease() {
        controlPlane
                .client()
                .leases()
                .inNamespace("plimsoll")
                .withName("plimsoll")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"holderIdentity\": null}}");
    }

    boolean hasLease() {
        return controlPlane.client().leases().inNamespace("plimsoll").withName("plimsoll").get()
                != null;
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
            process = null;
        }
    }
}
