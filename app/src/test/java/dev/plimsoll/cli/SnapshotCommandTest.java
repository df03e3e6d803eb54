package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotCommandTest {

    private Path folder;
    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        this.folder = folder;
        run = new CommandRun(folder);
        run.file("fleet.json", Samples.FLEET);
        run.file("policy.yaml", Samples.POLICY);
    }

    @Test
    void writesToStandardOutput() throws Exception {
        // When
        CommandRun.Result result = run.run("snapshot", "--from", "fleet.json");

        // Then
        JsonNode snapshot = new ObjectMapper().readTree(result.out());
        assertThat(snapshot.path("kind").asText()).isEqualTo("Snapshot");
        assertThat(snapshot.path("items")).hasSize(5);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void writesAFileThatGivesTheSamePreview() {
        // Given
        String[] preview = {"labels", "preview", "-f", "policy.yaml", "-o", "json", "--from"};
        CommandRun.Result wanted = run.run(with(preview, "fleet.json"));

        // When
        CommandRun.Result plain = run.run("snapshot", "--from", "fleet.json", "s.json");
        CommandRun.Result zipped = run.run("snapshot", "--from", "fleet.json", "s.json.gz");

        // Then
        assertThat(plain.code() + zipped.code()).isZero();
        assertThat(run.run(with(preview, "s.json")).out()).isEqualTo(wanted.out());
        assertThat(run.run(with(preview, "s.json.gz")).out()).isEqualTo(wanted.out());
        assertThat(folder.resolve("s.json.gz"))
                .content(StandardCharsets.ISO_8859_1)
                .startsWith("\u001f\u008b");
    }

    @Test
    void saysWhatItLeftOut() {
        // Given
        String fleet =
                Samples.FLEET
                        + """
                        {"apiVersion": "v1", "kind": "Secret", "data": {"password": "aHVudGVyMg=="}}
                        {"apiVersion": "v1", "kind": "Secret", "data": {"password": "aHVudGVyMg=="}}
                        """;
        run.file("fleet.json", fleet);

        // When
        CommandRun.Result result = run.run("snapshot", "--from", "fleet.json");

        // Then
        assertThat(result.err()).isEqualTo("plimsoll: left out: 2 of kind Secret.\n");
        assertThat(result.out()).doesNotContain("Secret", "aHVudGVyMg");
        assertThat(result.code()).isZero();
    }

    @Test
    void leavesAnOlderFileAloneWhenTheSourceBreaksOff() throws IOException {
        // Given
        run.file("s.json", "an older one");
        run.file("fleet.json", Samples.FLEET.substring(0, Samples.FLEET.length() - 20));

        // When
        CommandRun.Result result = run.run("snapshot", "--from", "fleet.json", "s.json");

        // Then
        assertThat(result.err()).startsWith("plimsoll: fleet.json is cut off at line ");
        assertThat(result.code()).isEqualTo(1);
        assertThat(folder.resolve("s.json")).hasContent("an older one");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void tellsAWrongFileName() {
        // When
        CommandRun.Result result = run.run("snapshot", "--from", "fleet.json", "s.txt");

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: FILE is s.txt; expected a name that ends in .json or .json.gz."
                                + " See 'plimsoll snapshot --help'.\n");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void tellsAFolderThatIsNotThere() {
        // When
        CommandRun.Result result = run.run("snapshot", "--from", "fleet.json", "no/s.json");

        // Then
        assertThat(result.err()).endsWith("s.json cannot be written: there is no such folder.\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void tellsAKubeconfigThatIsNotThere() {
        // When
        CommandRun.Result result = run.run("snapshot", "--kubeconfig", "none");

        // Then
        assertThat(result.err()).contains("The kubeconfig ").endsWith("none cannot be read.\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    private static String[] with(String[] line, String last) {
        return Stream.concat(Stream.of(line), Stream.of(last)).toArray(String[]::new);
    }
}
