package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disks of nodes in a file, as a server that speaks as Prometheus tells them. */
final class DisksCommandTest {

    private static final String NODES =
            """
            {"apiVersion": "v1", "kind": "List", "items": [
             {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a", "labels": {"pool": "x"}},
              "status": {"addresses": [{"type": "InternalIP", "address": "10.0.0.1"}]}},
             {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "b", "labels": {"pool": "x"}},
              "status": {"addresses": [{"type": "InternalIP", "address": "10.0.0.12"}]}},
             {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "c"}}]}
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final CommandRun run;
    private String answer = "";

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    DisksCommandTest(@TempDir Path folder) {
        run = new CommandRun(folder);
        run.file("nodes.json", NODES);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/v1/query",
                exchange -> {
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        long now = Instant.now().getEpochSecond();
        answer =
                """
                {"status":"success","data":{"resultType":"matrix","result":[%s,%s,%s,%s,%s,%s]}}\
                """
                        .formatted(
                                series("10.0.0.1:9100", "size_bytes", 1000, now),
                                series("10.0.0.1:9100", "avail_bytes", 600, now),
                                series("10.0.0.12:9100", "size_bytes", 1000, now),
                                series("10.0.0.12:9100", "avail_bytes", 150, now),
                                series("10.0.0.12:9100", "files", 100, now),
                                series("10.0.0.12:9100", "files_free", 14, now));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String series(String instance, String name, int value, long now) {
        return """
        {"metric":{"__name__":"node_filesystem_%s","instance":"%s","mountpoint":"/","fstype":"xfs"},
         "values":[[%d,"%d"],[%d,"%d"]]}\
        """
                .formatted(name, instance, now - 30, value, now - 15, value);
    }

    private CommandRun.Result disks(String... further) {
        String[] line = new String[further.length + 5];
        line[0] = "disks";
        line[1] = "--from";
        line[2] = "nodes.json";
        line[3] = "--from-prometheus";
        line[4] = "http://127.0.0.1:" + server.getAddress().getPort();
        System.arraycopy(further, 0, line, 5, further.length);
        return run.run(line);
    }

    @Test
    void tableHasEveryNodeAndWhatIsNotKnownIsSaid() {
        // When
        CommandRun.Result result = disks();

        // Then
        assertThat(result.code()).isZero();
        assertThat(result.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "NODE FILESYSTEM DISK INODES STATE IMAGES LOGS CONTAINERS VOLUMES"
                                + " LARGEST-POD",
                        "a / 40% <none> Well <none> <none> <none> <none> <none>",
                        "b / 85% 86% Over <none> <none> <none> <none> <none>",
                        "c <none> <none> <none> Unknown <none> <none> <none> <none> <none>");
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: of c nothing is known: Prometheus has no series of its"
                                + " disks.\n");
    }

    @Test
    void fullestComesFirstWhereAsked() {
        // When
        CommandRun.Result result = disks("--sort-by", "disk", "-o", "name");

        // Then
        assertThat(result.out().lines()).containsExactly("node/b", "node/a", "node/c");
    }

    @ParameterizedTest
    @CsvSource({
        "over, 80, 90, 3",
        "over, 86, 90, 0",
        "warned, 86, 90, 3",
        "warned, 91, 92, 0",
        "over, 91, 86, 3",
        "unknown, 91, 92, 3"
    })
    void exitCodeSaysWhetherSomeNodeIsSo(String state, String over, String inodes, int code) {
        // When
        CommandRun.Result result =
                disks(
                        "-l",
                        code == 3 && state.equals("unknown") ? "pool!=x" : "pool=x",
                        "--fail-on",
                        state,
                        "--over",
                        over,
                        "--inodes-over",
                        inodes);

        // Then
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void documentIsAsTheSchemaSays() throws IOException {
        // Given
        JsonNode schema = json.readTree(Path.of("../docs/schemas/disks.schema.json").toFile());
        SchemasTest.forbidOthers(schema);

        // When
        CommandRun.Result result = disks("-o", "json");

        // Then
        JsonNode document = json.readTree(result.out());
        assertThat(SchemasTest.faults(schema, document)).isEmpty();
        assertThat(document.at("/nodes/1/filesystems/0/usedShare").asDouble()).isEqualTo(0.85);
        assertThat(document.at("/nodes/1/filesystems/0/inodesUsedShare").asDouble())
                .isEqualTo(0.86);
    }

    @Test
    void exactFiguresAreInCsv() {
        // When
        CommandRun.Result result = disks("-o", "csv", "-l", "pool=x");

        // Then
        assertThat(result.out())
                .startsWith("node,filesystem,disk,inodes,state,size,")
                .contains("b,/,85.00,86.00,Over,1000,");
    }

    @Test
    void nonsenseIsOneSentence() {
        // Given
        answer = "<html>";

        // When
        CommandRun.Result result = disks();

        // Then
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("is not JSON: <html>.").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disks --from nodes.json|expected --from-prometheus too",
                "disks --from-prometheus ftp://x|expected an address such as",
                "disks --from-prometheus nowhere|expected an address such as",
                "disks --over 0|--over is 0.0: expected more than 0 and at most 100",
                "disks --inodes-over 101|expected more than 0 and at most 100"
            })
    void wrongUsageIsSaid(String line, String sentence) {
        // When
        CommandRun.Result result = run.run(line.split(" "));

        // Then
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(sentence);
    }
}
