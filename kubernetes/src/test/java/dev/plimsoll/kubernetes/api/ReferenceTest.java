package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference, and the descriptions that {@code kubectl explain} shows, leave no field out. */
class ReferenceTest {

    private static final Path DEFINITIONS = Path.of("../deploy/crds");

    /** A field of spec or status, and the file that must tell of it. */
    record Described(String kind, String name, String description) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    static Stream<Described> fields() throws IOException {
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            return files.sorted().toList().stream().flatMap(ReferenceTest::fields);
        }
    }

    private static Stream<Described> fields(Path definition) {
        JsonNode read;
        try {
            read = new YAMLMapper().readTree(definition.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String kind = read.at("/spec/names/singular").textValue();
        JsonNode properties = read.at("/spec/versions/0/schema/openAPIV3Schema").path("properties");
        return Stream.of("spec", "status")
                .flatMap(part -> below(properties.path(part)))
                .map(field ->
                        new Described(
                                kind,
                                field.getKey(),
                                field.getValue().path("description").asText()));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void tellsOfEveryField(Described field) throws IOException {
        // Given
        Path file = Path.of("../docs/reference/" + field.kind() + ".md");

        // When
        String reference = Files.readString(file);

        // Then
        assertThat(reference).containsPattern("`([a-z]+\\.)?" + field.name() + "[`.]");
        assertThat(field.description()).endsWith(".");
    }

    private static Stream<Map.Entry<String, JsonNode>> below(JsonNode schema) {
        JsonNode item = schema.has("items") ? schema.path("items") : schema;
        return item.path("properties").properties().stream()
                .flatMap(each -> Stream.concat(Stream.of(each), below(each.getValue())));
    }
}
