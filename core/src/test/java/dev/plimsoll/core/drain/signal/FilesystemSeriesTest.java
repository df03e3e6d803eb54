package dev.plimsoll.core.drain.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FilesystemSeriesTest {

    @Test
    void queryAsksForWhatCountsAndEscapesWhatUsersSay() {
        // When
        String query = FilesystemSeries.query(Map.of("cluster", "a\"b\\c"));

        // Then
        assertThat(query)
                .isEqualTo(
                        "{__name__=~\"node_filesystem_avail_bytes|node_filesystem_files|"
                            + "node_filesystem_files_free|node_filesystem_readonly|"
                            + "node_filesystem_size_bytes\","
                            + "mountpoint=~\"/|/local|/var|/var/lib/containerd|/var/lib/kubelet\","
                            + "fstype!~\"erofs|iso9660|nsfs|overlay|ramfs|squashfs|tmpfs\","
                            + "cluster=\"a\\\"b\\\\c\"}[5m]");
    }
}
