package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference, and the descriptions that {@code kubectl explain} shows, leave no field out. */
class ReferenceTest {

    private static final JsonNode SCHEMA =
            Manifests.definitions(Set.of(Job.LABELS))
                    .getFirst()
                    .at("/spec/versions/0/schema/openAPIV3Schema");

    /** Every field of spec and status, by its name. */
    static Stream<Map.Entry<String, JsonNode>> fields() {
        JsonNode properties = SCHEMA.path("properties");
        return Stream.of("spec", "status").flatMap(part -> below(properties.path(part)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void tellsOfEveryField(Map.Entry<String, JsonNode> field) throws IOException {
        // Given
        Path file = Path.of("../docs/reference/nodelabelpolicy.md");

        // When
        String reference = Files.readString(file);

        // Then
        assertThat(reference).containsPattern("`([a-z]+\\.)?" + field.getKey() + "[`.]");
        assertThat(field.getValue().path("description").asText()).endsWith(".");
    }

    private static Stream<Map.Entry<String, JsonNode>> below(JsonNode schema) {
        JsonNode item = schema.has("items") ? schema.path("items") : schema;
        return item.path("properties").properties().stream()
                .flatMap(each -> Stream.concat(Stream.of(each), below(each.getValue())));
    }
}
