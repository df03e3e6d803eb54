package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestsCommandTest {

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
    }

    @Test
    void printsAnInstallationThatCanBeApplied() throws Exception {
        // When
        CommandRun.Result result =
                run.run(
                        "manifests",
                        "--jobs=labels",
                        "--namespace=platform",
                        "--image=registry.example.com/plimsoll:1.0.0");

        // Then
        List<JsonNode> documents =
                new YAMLMapper()
                        .readerFor(JsonNode.class)
                        .<JsonNode>readValues(result.out())
                        .readAll();
        assertThat(documents.getFirst().path("kind").asText())
                .isEqualTo("CustomResourceDefinition");
        JsonNode deployment =
                documents.stream()
                        .filter(document -> document.path("kind").asText().equals("Deployment"))
                        .findFirst()
                        .orElseThrow();
        assertThat(deployment.at("/metadata/namespace").asText()).isEqualTo("platform");
        assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("registry.example.com/plimsoll:1.0.0");
        assertThat(deployment.at("/spec/template/spec/containers/0/args"))
                .extracting(JsonNode::asText)
                .containsExactly("operator", "--jobs", "labels");
    }

    @Test
    void tellsAWrongNamespace() {
        // When
        CommandRun.Result result = run.run("manifests", "--namespace", "Platform_1");

        // Then
        assertThat(result.err()).startsWith("plimsoll: The namespace must be ").hasLineCount(1);
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void tellsAnUnknownJob() {
        // When
        CommandRun.Result result = run.run("manifests", "--jobs", "labels,laundry");

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: Invalid value for option '--jobs' (JOB): expected one of"
                            + " capacity, drain, drainpolicy, labels, secrets but was 'laundry'."
                            + " See 'plimsoll manifests --help'.\n");
        assertThat(result.code()).isEqualTo(2);
    }
}
