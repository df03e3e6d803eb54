package dev.plimsoll.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.testbed.ExportedDisk;
import dev.plimsoll.testbed.NodeExporters;
import dev.plimsoll.testbed.PrometheusServer;
import dev.plimsoll.testbed.PrometheusServer.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads disks from a real Prometheus, which scrapes series in the node exporter's format. */
class RealPrometheusIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<WatchedNode> NODES =
            List.of(node("a", "10.0.0.1"), node("b", "10.0.0.12"), node("c", "10.0.0.3"));

    @SuppressWarnings("NullAway.Init")
    private static NodeExporters exporters;

    @SuppressWarnings("NullAway.Init")
    private static PrometheusServer server;

    @SuppressWarnings("NullAway.Init")
    private static Prometheus prometheus;

    @BeforeAll
    static void start() {
        exporters = NodeExporters.start();
        exporters.show("a", ExportedDisk.root(40, 10));
        exporters.show("b", ExportedDisk.root(85, 95), tmpfs(), volume(), readOnly());
        exporters.show("c", ExportedDisk.root(50, 50));
        exporters.show("stranger", ExportedDisk.root(99, 99));
        server =
                PrometheusServer.start(
                        exporters,
                        List.of(
                                new Target("a", Map.of("instance", "10.0.0.1:9100")),
                                new Target("b", Map.of("instance", "10.0.0.12:9100")),
                                new Target("c", Map.of("instance", "c:9100", "node", "c")),
                                new Target("stranger", Map.of("instance", "10.0.0.11:9100"))));
        PrometheusSettings settings =
                new PrometheusSettings(
                        server.url(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Duration.ofSeconds(3));
        prometheus = new Prometheus(settings, Clock.systemUTC());
        await().atMost(PATIENCE).until(() -> read().nodes().size() == 3);
    }

    @AfterAll
    static void stop() {
        prometheus.close();
        server.close();
        exporters.close();
    }

    @Test
    void everyNodeHasItsOwnFigures() {
        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.remarks()).isEmpty();
        assertThat(used(read, "a", DiskMetric.BYTES)).isEqualTo(40);
        assertThat(used(read, "b", DiskMetric.BYTES)).isEqualTo(85);
        assertThat(used(read, "b", DiskMetric.INODES)).isEqualTo(95);
        assertThat(used(read, "c", DiskMetric.BYTES)).isEqualTo(50);
        assertThat(disks(read, "b").filesystems()).hasSize(1);
    }

    @Test
    void seriesOfATargetThatIsGoneAreStaleThoughPrometheusStillHasThem() {
        // Given
        exporters.hide("c");

        // When
        await().atMost(PATIENCE).until(() -> !read().nodes().containsKey("c"));

        // Then
        assertThat(read().unknown().get("c")).startsWith("its last sample in Prometheus is");
        exporters.show("c", ExportedDisk.root(50, 50));
        await().atMost(PATIENCE).until(() -> read().nodes().containsKey("c"));
    }

    @Test
    void usersQueryHasAnAnswerAndABrokenOneASentence() {
        // When
        QueryAnswer answer = prometheus.ask("node_filesystem_size_bytes{fstype=\"tmpfs\"}");
        QueryAnswer broken = prometheus.ask("node_filesystem_size_bytes{");

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        QueryAnswer.Samples.class, it -> assertThat(it.samples()).hasSize(1));
        assertThat(broken)
                .isInstanceOfSatisfying(
                        QueryAnswer.Failed.class,
                        it -> assertThat(it.why()).contains("refused the query: ", "(bad_data)"));
    }

    @Test
    void pausedServerIsNoAnswer() {
        // Given
        server.server().pause();

        // When
        DiskOutcome outcome = prometheus.read(NODES);

        // Then
        server.server().resume();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DiskOutcome.Failed.class,
                        it -> assertThat(it.why()).contains("did not answer within 3.0 s"));
        await().atMost(PATIENCE).until(() -> read().nodes().size() == 3);
    }

    private static DiskOutcome.Read read() {
        return prometheus.read(NODES) instanceof DiskOutcome.Read read
                ? read
                : new DiskOutcome.Read(Map.of(), Map.of(), List.of());
    }

    private static NodeDisks disks(DiskOutcome.Read read, String node) {
        return Objects.requireNonNull(read.nodes().get(node), node);
    }

    private static long used(DiskOutcome.Read read, String node, DiskMetric metric) {
        return Math.round(disks(read, node).fullest(metric).orElseThrow().percent());
    }

    private static ExportedDisk tmpfs() {
        return new ExportedDisk(
                Map.of("device", "tmpfs", "fstype", "tmpfs", "mountpoint", "/var"),
                1e6,
                0,
                100,
                0,
                false);
    }

    private static ExportedDisk volume() {
        String mount = "/var/lib/kubelet/pods/1/volumes/kubernetes.io~csi/pvc-1/mount";
        return new ExportedDisk(
                Map.of("device", "/dev/nvme1n1", "fstype", "ext4", "mountpoint", mount),
                1e9,
                0,
                100,
                0,
                false);
    }

    private static ExportedDisk readOnly() {
        return new ExportedDisk(
                Map.of("device", "/dev/nvme0n1p2", "fstype", "ext4", "mountpoint", "/local"),
                1e9,
                0,
                100,
                0,
                true);
    }

    private static WatchedNode node(String name, String address) {
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
        return new WatchedNode(node, List.of(address), List.of(), 10250, Cordon.NONE);
    }
}
