package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.labels.LabelPolicy.Reading;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases, and many made up, before the API server with our definition: it and we agree. */
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

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid();
    }

    static List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValid(PolicyCase policyCase) throws JsonProcessingException {
        // Given a valid case
        Reading read = LabelPolicyReader.read(policyCase.resource()).spec();

        // When
        JsonNode stored = server.create(policyCase.resource());

        // Then it is stored as it is, nothing added and nothing pruned
        assertThat(stored.path("spec")).isEqualTo(policyCase.resource().path("spec"));
        assertThat(LabelPolicyReader.read(stored).spec()).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNotWithASentence(PolicyCase policyCase) {
        // Given an invalid case and the sentence for it: a field, then what it must be
        String[] expect = policyCase.expect().orElseThrow().split(" ", 2);

        // When
        Optional<String> refusal = server.refusal(policyCase.resource());

        // Then
        assertThat(refusal).isPresent();
        if (policyCase.server().isPresent()) {
            assertThat(refusal.get()).contains(policyCase.server().get());
        } else {
            assertThat(refusal.get()).contains(expect[0]).contains(expect[1]);
        }
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
