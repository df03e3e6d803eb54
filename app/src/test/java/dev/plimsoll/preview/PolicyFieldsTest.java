package dev.plimsoll.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.kubernetes.api.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFieldsTest {

    @ParameterizedTest
    @CsvSource({
        "spec, /spec",
        "spec.strategy, /spec/properties/strategy",
        "spec.nodeSelector, /spec/properties/nodeSelector",
        "spec.nodeSelector.matchExpressions[],"
                + " /spec/properties/nodeSelector/properties/matchExpressions/items",
    })
    void knowsTheFieldsOfTheDefinition(String place, String schema) throws IOException {
        // Given
        JsonNode definition = definition().at("/properties" + schema + "/properties");

        // When
        List<String> fields = new ArrayList<>();
        definition.fieldNames().forEachRemaining(fields::add);

        // Then
        assertThat(PolicyFields.KNOWN.get(place)).containsExactlyInAnyOrderElementsOf(fields);
    }

    private static JsonNode definition() throws IOException {
        try (InputStream text =
                Manifests.class.getResourceAsStream("crds/nodelabelpolicies.nlp.lento.dev.yaml")) {
            return new YAMLMapper()
                    .readTree(Objects.requireNonNull(text))
                    .at("/spec/versions/0/schema/openAPIV3Schema");
        }
    }
}
