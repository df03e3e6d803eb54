package dev.plimsoll.kubernetes.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.core.drain.signal.Amount;
import dev.plimsoll.core.drain.signal.DiskFill;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.NodeSummary;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.testbed.KubeletStand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryReaderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void oneDiskForAllIsOneFilesystem() throws IOException {
        // When
        NodeSummary summary =
                read(KubeletStand.summary("a", 80, 25, Clock.fixed(NOW, ZoneOffset.UTC)));

        // Then
        assertThat(summary.disks().node()).isEqualTo("a");
        assertThat(summary.disks().at()).isEqualTo(NOW);
        assertThat(summary.disks().filesystems())
                .containsExactly(
                        new Filesystem(
                                "nodefs",
                                Optional.of(new Amount(100_000_000_000L, 20_000_000_000L)),
                                Optional.of(new Amount(1_000_000, 750_000))));
    }

    @Test
    void podsHaveWhatTheyWroteAndClaimedVolumesAreNotOfTheNode() throws IOException {
        // When
        DiskFill fill = read(KubeletStand.summary("a", 80, 25, Clock.systemUTC())).fill();

        // Then
        assertThat(fill.imagesBytes()).isEqualTo(2_000_000_000L);
        assertThat(fill.pods())
                .containsExactly(new DiskFill.PodUse("shop", "web-1", 2000, 1000, 4000, 13));
    }

    /** Recorded at a real node: 600 MB, 343 MB and half of the inodes used, three small pods. */
    @Test
    void summaryOfRealKubeletIsUnderstood() throws IOException {
        // Given
        String recorded =
                Files.readString(Path.of("src/test/resources/cases/summaries/kubelet-1.34.4.json"));

        // When
        NodeSummary summary = read(recorded);

        // Then
        assertThat(summary.disks())
                .isEqualTo(
                        new NodeDisks(
                                "real",
                                Instant.parse("2026-11-22T12:00:42Z"),
                                List.of(
                                        new Filesystem(
                                                "nodefs",
                                                Optional.of(new Amount(577_163_264, 221_376_512)),
                                                Optional.of(new Amount(20_000, 9_977))))));
        assertThat(summary.fill().imagesBytes()).isEqualTo(2_502_656);
        // The log, what the container wrote, the scratch volume and /etc/hosts; not the token's
        // tmpfs.
        assertThat(summary.fill().pods())
                .containsExactly(
                        new DiskFill.PodUse("default", "waits-0", 4_096, 45_056, 8_192, 17));
    }

    /**
     * As a kubelet says right after its start: its images were asked for now, and measured then.
     */
    @Test
    void summaryIsAsOldAsTheOldestOfItsFigures() throws IOException {
        // When
        NodeSummary summary =
                read(
                        """
                        {"node":{"nodeName":"a",
                          "fs":{"time":"2026-01-01T00:00:00Z","availableBytes":60,
                                "capacityBytes":100,"usedBytes":40},
                          "runtime":{"imageFs":{"time":"2026-01-01T00:05:00Z","availableBytes":60,
                                "capacityBytes":100,"usedBytes":0}}}}\
                        """);

        // Then
        assertThat(summary.disks().at()).isEqualTo(NOW);
    }

    @Test
    void imagesOnAnotherDiskAreAnotherFilesystem() throws IOException {
        // When
        NodeSummary summary =
                read(
                        """
                        {"node":{"nodeName":"a",
                          "fs":{"time":"2026-01-01T00:00:00Z","availableBytes":60,
                                "capacityBytes":100,"usedBytes":40},
                          "runtime":{"imageFs":{"time":"2025-12-31T23:59:50Z","availableBytes":10,
                                "capacityBytes":200,"usedBytes":30,"inodes":0,"inodesFree":0}}}}\
                        """);

        // Then
        assertThat(summary.disks().filesystems())
                .extracting(Filesystem::name)
                .containsExactly("nodefs", "imagefs");
        assertThat(summary.disks().filesystems().get(1).bytes()).contains(new Amount(200, 10));
        assertThat(summary.disks().filesystems().get(1).inodes()).isEmpty();
        assertThat(summary.disks().at()).isEqualTo(NOW.minusSeconds(10));
    }

    @Test
    void figuresThatAreMissingAreNotInvented() throws IOException {
        // When
        NodeSummary summary = read("{\"node\":{\"nodeName\":\"a\",\"fs\":{\"usedBytes\":5}}}");

        // Then
        assertThat(summary.disks().filesystems()).isEmpty();
        assertThat(summary.disks().at()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "Forbidden", "{\"node\":{\"nodeName\":\"a\"", "7"})
    void whatIsNoSummaryIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    private static NodeSummary read(String text) throws IOException {
        return Json.read(text, SummaryReader::read);
    }
}
