package dev.plimsoll.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.fleet.ResourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads the cases in {@code cases/redaction}: in each, everything that is called {@code hunter2...}
 * is a secret.
 */
final class RedactionTest {

    private static JsonNode read(String file) throws IOException {
        try (InputStream text =
                RedactionTest.class.getResourceAsStream("/cases/redaction/" + file)) {
            return new YAMLMapper().readTree(text);
        }
    }

    private static String redacted(ResourceKind kind, JsonNode object) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonParser in = new JsonFactory().createParser(object.toString());
                JsonGenerator out = new JsonFactory().createGenerator(text)) {
            in.nextToken();
            Redaction.copy(kind, in, out);
            assertThat(in.nextToken()).as("what follows the object").isNull();
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "NODE, node",
        "POD, pod",
        "DEPLOYMENT, deployment",
        "PERSISTENT_VOLUME, persistent-volume",
        "CLUSTER_SECRET_STORE, cluster-secret-store",
        "EXTERNAL_SECRET, external-secret",
        "PUSH_SECRET, push-secret"
    })
    void leavesOutWhatMayBeSecretAndKeepsTheRest(ResourceKind kind, String name)
            throws IOException {
        // Given
        JsonNode object = read(name + ".yaml");
        JsonNode wanted = read(name + ".redacted.yaml");
        assertThat(object.toString()).contains("hunter2");

        // When
        String redacted = redacted(kind, object);

        // Then
        assertThat(redacted).doesNotContain("hunter2");
        assertThat(new ObjectMapper().readTree(redacted)).isEqualTo(wanted);
    }

    @Test
    void saysTheKindOfAnItemThatDoesNot() throws IOException {
        // When
        String redacted = redacted(ResourceKind.POD, new ObjectMapper().readTree("{\"spec\":{}}"));

        // Then
        assertThat(redacted).isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{}}");
    }
}
