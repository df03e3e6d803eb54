package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many made up before the API server with our definition: it and we agree. */
@RealCluster
class LabelPolicyValidationIT {

    private final PolicyServer server;

    LabelPolicyValidationIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        new PolicyServer(controlPlane).define();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithTheReaderOnWhateverIsMadeUp(long seed) {
        // Given
        List<JsonNode> resources = new RandomPolicies(seed).take(200);

        // When
        List<String> disagreements =
                resources.stream().flatMap(each -> disagreement(each).stream()).toList();

        // Then
        assertThat(disagreements).isEmpty();
        assertThat(resources).map(LabelPolicyValidationIT::valid).contains(true, false);
    }

    private Optional<String> disagreement(JsonNode resource) {
        Optional<String> refusal = server.refusal(resource);
        return refusal.isEmpty() == valid(resource)
                ? Optional.empty()
                : Optional.of(
                        "reader: %s; server: %s; resource: %s"
                                .formatted(
                                        LabelPolicyReader.read(resource).spec(),
                                        refusal,
                                        resource));
    }

    private static boolean valid(JsonNode resource) {
        return LabelPolicyReader.read(resource).spec() instanceof Reading.Valid;
    }
}
