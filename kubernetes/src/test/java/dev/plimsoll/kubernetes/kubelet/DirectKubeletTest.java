package dev.plimsoll.kubernetes.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.PeerClient;
import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.KubeletStand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kubelets asked at their own addresses, over TLS that must be the cluster's. */
class DirectKubeletTest {

    private static final String TOKEN = "the-operators-token";

    private final CertificateAuthority authority = new CertificateAuthority("cluster");
    private final Clock clock = Clock.systemUTC();

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init")
    private KubeletStand kubelet;

    @SuppressWarnings("NullAway.Init")
    private PeerClient client;

    @BeforeEach
    void start() throws IOException {
        kubelet = stand("a", authority);
        client = client(TOKEN);
    }

    @AfterEach
    void stop() {
        client.close();
        kubelet.close();
    }

    @Test
    void kubeletThatKnowsTheTokenAnswers() {
        // Given
        kubelet.show(85, 40, clock);

        // When
        DiskOutcome.Read read = read(client, node("a", kubelet));

        // Then
        assertThat(read.unknown()).isEmpty();
        assertThat(Objects.requireNonNull(read.nodes().get("a")).fullest(DiskMetric.BYTES))
                .get()
                .satisfies(use -> assertThat(use.percent()).isEqualTo(85));
    }

    @Test
    void missingRightIsSaid() throws IOException {
        // Given
        kubelet.show(85, 40, clock);
        try (PeerClient stranger = client("another-token")) {

            // When
            DiskOutcome.Read read = read(stranger, node("a", kubelet));

            // Then
            assertThat(read.nodes()).isEmpty();
            assertThat(read.unknown().get("a")).contains("(403)", "nodes/stats");
        }
    }

    @Test
    void tokenIsNotShownToWhomTheClusterDoesNotVouchFor() {
        // Given
        try (KubeletStand impostor = stand("a", new CertificateAuthority("another"))) {
            impostor.show(1, 1, clock);

            // When
            DiskOutcome.Read read = read(client, node("a", impostor));

            // Then
            assertThat(read.nodes()).isEmpty();
            assertThat(read.unknown().get("a")).contains("cannot be trusted");
        }
    }

    @Test
    void addressThatIsAnotherNodesByNowIsNotBelieved() {
        // Given
        kubelet.show(85, 40, clock);

        // When
        DiskOutcome.Read read = read(client, node("b", kubelet));

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.unknown()).containsEntry("b", "the kubelet at its address is that of a");
    }

    @Test
    void figuresOfLongAgoAreNotBelieved() {
        // Given
        kubelet.show(85, 40, Clock.offset(clock, Duration.ofSeconds(-70)));

        // When
        DiskOutcome.Read read = read(client, node("a", kubelet));

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.unknown().get("a")).startsWith("what its kubelet measured is of 20");
    }

    @Test
    void nonsenseAndSilenceAreSaid() {
        // Given
        kubelet.show("<html>");
        WatchedNode silent = node("c", kubelet);
        WatchedNode homeless = new WatchedNode(silent.node(), List.of(), List.of(), 1, Cordon.NONE);

        // When
        DiskOutcome.Read nonsense = read(client, node("a", kubelet));
        DiskOutcome.Read nowhere = read(client, homeless);
        int port = kubelet.port();
        kubelet.close();
        DiskOutcome.Read gone =
                read(
                        client,
                        new WatchedNode(
                                silent.node(), List.of("127.0.0.1"), List.of(), port, Cordon.NONE));

        // Then
        assertThat(nonsense.unknown().get("a")).startsWith("what its kubelet said is no summary");
        assertThat(nowhere.unknown()).containsEntry("c", "it has no InternalIP");
        assertThat(gone.unknown()).containsEntry("c", "its kubelet refuses connections");
    }

    @Test
    void kubeletIsAskedThroughTheApiServerToo() throws IOException {
        // Given
        kubelet.show(85, 40, clock);
        ClusterSource source =
                new ClusterSource.Kubeconfig(kubeconfig(TOKEN, kubelet.port()), Optional.empty());
        try (Cluster cluster = new Cluster(source, Deadlines.STANDARD)) {

            // When
            KubeletDisks.Answers answers =
                    new KubeletDisks(new ProxiedKubelet(cluster), clock)
                            .ask(List.of(node("a", kubelet), node("b", kubelet)));

            // Then
            assertThat(answers.summaries()).containsOnlyKeys("a");
            assertThat(answers.silent()).containsOnlyKeys("b");
        }
    }

    private DiskOutcome.Read read(PeerClient by, WatchedNode node) {
        return (DiskOutcome.Read)
                new KubeletDisks(new DirectKubelet(by), clock).read(List.of(node));
    }

    private static KubeletStand stand(String node, CertificateAuthority authority) {
        return new KubeletStand(
                node,
                "127.0.0.1",
                authority.server("kubelet", List.of("127.0.0.1")),
                (token, _) -> token.equals(TOKEN));
    }

    private PeerClient client(String token) throws IOException {
        return new PeerClient(
                new ClusterSource.Kubeconfig(kubeconfig(token, 1), Optional.empty()), Map.of());
    }

    private Path kubeconfig(String token, int port) throws IOException {
        String ca =
                Base64.getEncoder()
                        .encodeToString(
                                authority.self().certificatePem().getBytes(StandardCharsets.UTF_8));
        return Files.writeString(
                folder.resolve("kubeconfig-" + port),
                """
                apiVersion: v1
                kind: Config
                current-context: one
                contexts: [{name: one, context: {cluster: one, user: one}}]
                clusters:
                - name: one
                  cluster: {server: 'https://127.0.0.1:%d', certificate-authority-data: %s}
                users: [{name: one, user: {token: %s}}]
                """
                        .formatted(port, ca, token));
    }

    private static WatchedNode node(String name, KubeletStand kubelet) {
        Node node =
                new Node(
                        name,
                        name + "-uid",
                        "1",
                        Instant.EPOCH,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        false,
                        false,
                        new Readiness(Readiness.Status.READY, Instant.EPOCH),
                        "");
        return new WatchedNode(node, List.of("127.0.0.1"), List.of(), kubelet.port(), Cordon.NONE);
    }
}
