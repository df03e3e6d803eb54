package dev.plimsoll.core.drain.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesystemReaderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void filesystemIsAsFullAsUnprivilegedProcessesSeeIt() {
        // Given
        filesystem("/", "ext4", 1000, 200, 500, 50);

        // When
        NodeDisks disks = disksOf(read());

        // Then
        assertThat(disks.at()).isEqualTo(NOW.minusSeconds(10));
        assertThat(disks.fullest(DiskMetric.BYTES)).contains(new NodeDisks.Use("/", 80));
        assertThat(disks.fullest(DiskMetric.INODES)).contains(new NodeDisks.Use("/", 90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/var", "/local", "/var/lib/kubelet", "/var/lib/containerd"})
    void diskOfPodsAndImagesCounts(String mountpoint) {
        // Given
        filesystem(mountpoint, "xfs", 1000, 1, 500, 1);

        // When
        Map<String, NodeDisks> disks = read().nodes();

        // Then
        assertThat(disks).containsKey("a");
    }

    @ParameterizedTest
    @CsvSource({
        "/, tmpfs",
        "/, ramfs",
        "/, overlay",
        "/, squashfs",
        "/var, erofs",
        "/, iso9660",
        "/boot, ext4",
        "/run, ext4",
        "/var/lib/kubelet/pods/1/volumes/kubernetes.io~csi/pvc-1/mount, ext4",
        "/var/lib/kubelet/plugins/kubernetes.io/csi/ebs.csi.aws.com/1/globalmount, ext4"
    })
    void whatPodsAndImagesDoNotFillIsLeftOut(String mountpoint, String type) {
        // Given
        filesystem(mountpoint, type, 1000, 0, 500, 0);

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.unknown()).containsEntry("a", "Prometheus has no series of its disks");
    }

    @Test
    void readOnlyFilesystemIsLeftOut() {
        // Given
        filesystem("/", "ext4", 1000, 0, 500, 0);
        add(FilesystemSeries.READ_ONLY, "/", "ext4", 1);

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).isEmpty();
    }

    @Test
    void noFixedNumberOfInodesIsNoFigure() {
        // Given
        filesystem("/", "btrfs", 1000, 500, 0, 0);

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(disksOf(read).fullest(DiskMetric.INODES)).isEmpty();
        assertThat(disksOf(read).fullest(DiskMetric.BYTES)).isPresent();
        assertThat(read.unknown()).doesNotContainKey("a");
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "1000, NaN", "1000, -1", "-1000, 1", "1000, 1001", "0, 0", "Infinity, 1"})
    void whatCannotBeIsNoFigure(double size, double free) {
        // Given
        filesystem("/", "ext4", size, free, 0, 0);

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.unknown().get("a")).contains("Prometheus says that");
    }

    @Test
    void sampleOlderThanTwoScrapesIsStale() {
        // Given
        filesystem("/", "ext4", 1000, 0, 500, 0, Duration.ofSeconds(31), Duration.ofSeconds(15));

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.unknown()).containsEntry("a", "its last sample in Prometheus is 31 s old");
    }

    @Test
    void sampleOfTwoScrapesAgoIsNotStale() {
        // Given
        filesystem("/", "ext4", 1000, 0, 500, 0, Duration.ofSeconds(30), Duration.ofSeconds(15));

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).containsKey("a");
    }

    @Test
    void sampleOfANodeThatIsNotKnownIsIgnored() {
        // Given
        add(FilesystemSeries.SIZE, "/", "ext4", 1000, Map.of("instance", "10.0.0.11:9100"));
        add(FilesystemSeries.AVAILABLE, "/", "ext4", 1, Map.of("instance", "10.0.0.11:9100"));

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.remarks()).isEmpty();
    }

    @Test
    void ambiguousSampleIsReportedAndIgnored() {
        // Given
        Map<String, String> contradiction = Map.of("node", "a", "instance", "10.0.0.12:9100");
        add(FilesystemSeries.SIZE, "/", "ext4", 1000, contradiction);
        add(FilesystemSeries.AVAILABLE, "/", "ext4", 1, contradiction);

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.remarks()).singleElement().asString().contains("It is ignored.");
    }

    @Test
    void sameAddressInTwoClustersIsAmbiguous() {
        // Given
        for (int cluster = 1; cluster <= 2; cluster++) {
            Map<String, String> target =
                    Map.of("instance", "10.0.0.1:9100", "cluster", "c" + cluster);
            add(FilesystemSeries.SIZE, "/", "ext4", 1000, target);
            add(FilesystemSeries.AVAILABLE, "/", "ext4", 400.0 * cluster, target);
        }

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(read.nodes()).isEmpty();
        assertThat(read.remarks()).singleElement().asString().contains("several clusters");
        assertThat(read.unknown().get("a")).contains("several targets");
    }

    @Test
    void twoReplicasThatAgreeAreOne() {
        // Given
        for (int replica = 1; replica <= 2; replica++) {
            Map<String, String> target =
                    Map.of("instance", "10.0.0.1:9100", "prometheus_replica", "r" + replica);
            add(FilesystemSeries.SIZE, "/", "ext4", 1000, target);
            add(FilesystemSeries.AVAILABLE, "/", "ext4", 200 + replica, target);
        }

        // When
        DiskOutcome.Read read = read();

        // Then
        assertThat(disksOf(read).filesystems())
                .singleElement()
                .extracting(Filesystem::bytes)
                .isEqualTo(Optional.of(new Amount(1000, 202)));
        assertThat(read.remarks()).isEmpty();
    }

    private static NodeDisks disksOf(DiskOutcome.Read read) {
        return Objects.requireNonNull(read.nodes().get("a"));
    }

    private DiskOutcome.Read read() {
        return FilesystemReader.read(
                samples,
                List.of(Watched.node("a", "10.0.0.1"), Watched.node("b", "10.0.0.12")),
                NOW);
    }

    private void filesystem(
            String mountpoint, String type, double size, double free, double files, double left) {
        filesystem(
                mountpoint,
                type,
                size,
                free,
                files,
                left,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15));
    }

    private void filesystem(
            String mountpoint,
            String type,
            double size,
            double free,
            double files,
            double left,
            Duration age,
            Duration interval) {
        Map<String, Double> values =
                Map.of(
                        FilesystemSeries.SIZE, size,
                        FilesystemSeries.AVAILABLE, free,
                        FilesystemSeries.FILES, files,
                        FilesystemSeries.FREE_FILES, left);
        values.forEach((name, value) ->
                samples.add(
                        new Sample(
                                labels(name, mountpoint, type, Map.of("node", "a")),
                                value,
                                age,
                                interval)));
    }

    private void add(String name, String mountpoint, String type, double value) {
        add(name, mountpoint, type, value, Map.of("node", "a"));
    }

    private void add(
            String name, String mountpoint, String type, double value, Map<String, String> target) {
        samples.add(
                new Sample(
                        labels(name, mountpoint, type, target),
                        value,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15)));
    }

    private static Map<String, String> labels(
            String name, String mountpoint, String type, Map<String, String> target) {
        Map<String, String> labels = new HashMap<>(target);
        labels.put("__name__", name);
        labels.put("mountpoint", mountpoint);
        labels.put("fstype", type);
        labels.put("device", "/dev/nvme0n1p1");
        return labels;
    }
}
