package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.serve.job.HealthLimits;
import dev.plimsoll.testbed.Component;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the probes say for longer than their limits, at a pace that a test can wait for: an API
 * server that is down is no reason to restart the operator, and an idle cluster none to worry.
 */
@RealCluster
class ProbesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HealthLimits LIMITS =
            new HealthLimits(
                    Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(15));
    private static final Duration LONGER_THAN_ALL = Duration.ofSeconds(20);

    private static final Deadlines BRISK =
            new Deadlines(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3));

    private static final FeedSettings FEEDS =
            new FeedSettings(
                    500,
                    Duration.ofMinutes(30),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    3);

    private Server server;
    private Operator operator;

    @BeforeEach
    void start(ControlPlane controlPlane, FleetFiller filler) {
        server = controlPlane.component(Component.API_SERVER);
        filler.fill(FleetShape.ofNodes(3));
        operator =
                RunningOperator.start(
                        Set.of(Job.LABELS),
                        new Installation(controlPlane).kubeconfig(),
                        BRISK,
                        FEEDS,
                        Duration.ofSeconds(1),
                        LIMITS);
        becomeReady();
    }

    @BeforeAll
    static void install(ControlPlane controlPlane) {
        Installation.on(controlPlane, Job.LABELS);
    }

    private void becomeReady() {
        await("/readyz", 200);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> text("/readyz").contains("The heartbeat came back"));
    }

    @AfterEach
    void close() {
        server.resume();
        if (!server.alive()) {
            server.start();
        }
        operator.close();
    }

    @Test
    void anIdleClusterIsReadyAndLive() {
        // Given nobody who does anything

        // When
        List<Integer> seen = watch("/livez", "/readyz");

        // Then
        assertThat(seen).containsOnly(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anApiServerThatIsDownLeavesItLiveAndNotReady(boolean gone) {
        // Given
        if (gone) {
            server.kill();
        } else {
            server.pause();
        }

        // When
        List<Integer> seen = watch("/livez");

        // Then
        assertThat(seen).containsOnly(200);
        await("/readyz", 503);
        server.resume();
        if (gone) {
            server.start();
        }
        await("/readyz", 200);
        assertThat(status("/livez")).isEqualTo(200);
    }

    /** What the probes answer for longer than any limit. */
    private List<Integer> watch(String... probes) {
        List<Integer> seen = new ArrayList<>();
        long end = System.nanoTime() + LONGER_THAN_ALL.toNanos();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    for (String probe : probes) {
                        seen.add(status(probe));
                    }
                    return System.nanoTime() - end > 0;
                });
        return seen;
    }

    private void await(String probe, int wanted) {
        Awaitility.await().atMost(PATIENCE).until(() -> status(probe) == wanted);
    }

    private int status(String probe) {
        try {
            return open(probe).getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String probe) throws IOException {
        HttpURLConnection connection = open(probe);
        try (var body =
                connection.getResponseCode() == 200
                        ? connection.getInputStream()
                        : connection.getErrorStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpURLConnection open(String probe) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + operator.port() + probe);
        return (HttpURLConnection) address.toURL().openConnection();
    }
}
