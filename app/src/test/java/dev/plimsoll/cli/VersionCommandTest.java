package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VersionCommandTest {

    private static final String JDK = Runtime.version().toString();

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
    }

    @Test
    void printsOneLine() {
        // When
        CommandRun.Result result = run.run("version");

        // Then
        assertThat(result.out()).startsWith("plimsoll ").endsWith(", JDK " + JDK + "\n");
        assertThat(run.run("--version").out()).isEqualTo(result.out());
    }

    @Test
    void printsADocument() throws Exception {
        // When
        CommandRun.Result json = run.run("version", "-o", "json");

        // Then
        JsonNode document = new ObjectMapper().readTree(json.out());
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly("version", "commit", "built", "jdk");
        assertThat(document.path("jdk").asText()).isEqualTo(JDK);
        assertThat(new YAMLMapper().readTree(run.run("version", "-o", "yaml").out()))
                .isEqualTo(document);
    }
}
