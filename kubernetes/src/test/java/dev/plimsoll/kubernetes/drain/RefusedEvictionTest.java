package dev.plimsoll.kubernetes.drain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedEvictionTest {

    private static final DrainPod POD =
            new DrainPod(
                    "shop", "web-1", "uid-1", "node", false, false, null, 0, Map.of(), Set.of(),
                    true, null, "");

    private final HttpServer server = server();
    @TempDir private Path folder = Path.of("");

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void refuse() {
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        byte[] body =
                                """
                                {"kind": "Status", "code": 429, "reason": "TooManyRequests",
                                 "message": "Cannot evict pod as it would violate the pod's disruption budget.",
                                 "details": {"causes": [{"reason": "DisruptionBudget", "message": "The disruption budget web needs 2 healthy pods"}]}}
                                """
                                        .getBytes(UTF_8);
                        exchange.getResponseHeaders().add("Retry-After", "40");
                        exchange.sendResponseHeaders(429, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void refusedPodIsAskedForLaterThanTheServerWantsAndNotByAllAtOnce() throws IOException {
        // Given
        Set<Duration> waits = new HashSet<>();
        Set<String> messages = new HashSet<>();
        try (Cluster cluster = cluster()) {
            KubernetesDrainWorld world = new KubernetesDrainWorld(cluster, new Random(7));

            // When
            for (int time = 0; time < 20; time++) {
                if (world.evict(POD)
                        instanceof WriteOutcome.Busy<DrainPod>(Duration wait, String message)) {
                    waits.add(wait);
                    messages.add(message);
                }
            }
        }

        // Then
        assertThat(waits)
                .hasSizeGreaterThan(10)
                .allSatisfy(wait ->
                        assertThat(wait).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(50)));
        assertThat(messages)
                .containsExactly(
                        "Cannot evict pod as it would violate the pod's disruption budget."
                                + " The disruption budget web needs 2 healthy pods");
    }

    private Cluster cluster() throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(
                kubeconfig,
                """
                apiVersion: v1
                kind: Config
                current-context: one
                contexts: [{name: one, context: {cluster: one, user: one}}]
                users: [{name: one, user: {}}]
                clusters: [{name: one, cluster: {server: "http://127.0.0.1:%d"}}]
                """
                        .formatted(server.getAddress().getPort()));
        return new Cluster(
                new ClusterSource.Kubeconfig(kubeconfig, Optional.empty()), Deadlines.STANDARD);
    }
}
