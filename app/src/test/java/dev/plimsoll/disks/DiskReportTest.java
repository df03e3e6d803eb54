package dev.plimsoll.disks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.Amount;
import dev.plimsoll.core.drain.signal.DiskFill;
import dev.plimsoll.core.drain.signal.DiskState;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskReportTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long GIB = 1L << 30;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void whatFillsANodeIsShownTheLargestFirst() {
        // Given
        DiskReport report = report();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        DiskTable.table()
                .write(
                        report.rows(),
                        true,
                        false,
                        false,
                        new PrintStream(out, true, StandardCharsets.UTF_8));

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll(" +", " "))
                .isEqualTo(
                        "a nodefs 85% 10% Over 100GiB 40GiB 2.0GiB 1.0GiB 3.0GiB shop/db"
                                + " 4.0GiB\n");
        assertThat(report.reaches(DiskState.OVER)).isTrue();
    }

    @Test
    void documentWithEverythingIsAsTheSchemaSays() throws IOException {
        // When
        JsonNode document = json.valueToTree(DiskTable.document(report(), NOW));

        // Then
        JsonNode schema = json.readTree(Path.of("../docs/schemas/disks.schema.json").toFile());
        assertThat(
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(schema)
                                .validate(document))
                .isEmpty();
        assertThat(document.at("/nodes/0/fill/pods/0/pod").asText()).isEqualTo("shop/db");
        assertThat(document.at("/nodes/0/fill/volumesBytes").asLong()).isEqualTo(3 * GIB);
    }

    private static DiskReport report() {
        Node node =
                new Node(
                        "a",
                        "uid",
                        "1",
                        NOW,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        false,
                        false,
                        new Readiness(Readiness.Status.READY, NOW),
                        "");
        Filesystem nodefs =
                new Filesystem(
                        "nodefs",
                        Optional.of(new Amount(100 * GIB, 15 * GIB)),
                        Optional.of(new Amount(1000, 900)));
        DiskFill fill =
                new DiskFill(
                        40 * GIB,
                        List.of(
                                new DiskFill.PodUse("shop", "web", GIB, GIB, 0, 5),
                                new DiskFill.PodUse("shop", "db", GIB, 0, 3 * GIB, 7)));
        return DiskReport.of(
                "kubelet",
                DiskLines.STANDARD,
                List.of(new WatchedNode(node, List.of(), List.of(), 10250, Cordon.NONE)),
                Map.of("a", new NodeDisks("a", NOW, List.of(nodefs))),
                Map.of(),
                Map.of("a", fill));
    }
}
