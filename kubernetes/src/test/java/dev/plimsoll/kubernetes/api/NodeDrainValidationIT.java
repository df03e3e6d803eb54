package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases before the API server with our definition: it and the reader agree. */
@RealCluster
class NodeDrainValidationIT {

    private final PolicyServer server;

    NodeDrainValidationIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane, PolicyServer.Kind.NODE_DRAIN);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        new PolicyServer(controlPlane, PolicyServer.Kind.NODE_DRAIN).define();
    }

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("nodedrain");
    }

    static List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid("nodedrain");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValid(PolicyCase drainCase) throws JsonProcessingException {
        // When
        JsonNode stored = server.create(drainCase.resource());

        // Then it is stored as it is, nothing added and nothing pruned
        assertThat(stored.path("spec")).isEqualTo(drainCase.resource().path("spec"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNotWithASentence(PolicyCase drainCase) {
        // Given an invalid case and the sentence for it: a field, then what it must be
        String[] expect = drainCase.expect().orElseThrow().split(" ", 2);

        // When
        Optional<String> refusal = server.refusal(drainCase.resource());

        // Then
        assertThat(refusal).isPresent();
        if (drainCase.server().isPresent()) {
            assertThat(refusal.get()).contains(drainCase.server().get());
        } else {
            assertThat(refusal.get()).contains(expect[0]).contains(expect[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nodeName\": \"other\"}",
                "{\"reason\": \"other\"}",
                "{\"reason\": null}",
                "{\"drain\": {\"podsAtOnce\": 4}}",
                "{\"drain\": null}",
                "{\"end\": \"None\"}",
                "{\"decrementDesiredCapacity\": false}"
            })
    void letsNothingOfItBeChanged(String spec) throws IOException {
        // Given
        ObjectNode resource = named("fixed-" + Integer.toHexString(spec.hashCode()));
        server.create(resource);

        // When
        var change =
                assertThatThrownBy(() ->
                        server.merge(
                                resource.at("/metadata/name").asText(),
                                "{\"spec\": " + spec + "}"));

        // Then
        change.hasMessageContaining("must not be changed, but for cancel");
    }

    @Test
    void letsItBeCancelledOnceAndForAll() throws IOException {
        // Given
        server.create(named("to-cancel"));

        // When
        var cancelling =
                assertThatCode(() -> server.merge("to-cancel", "{\"spec\": {\"cancel\": true}}"));

        // Then
        cancelling.doesNotThrowAnyException();
        assertThatThrownBy(() -> server.merge("to-cancel", "{\"spec\": {\"cancel\": false}}"))
                .hasMessageContaining("must not take cancel back");
    }

    @Test
    void takesTheStatusThatIsWritten() throws IOException {
        // Given
        server.create(named("with-status"));
        NodeDrainExample example = new NodeDrainExample();

        // When
        server.writeStatus(
                "with-status",
                NodeDrainStatusWriter.write(
                        example.status(),
                        NodeDrainReader.read(server.get("with-status")),
                        Instant.parse("2026-01-02T03:04:05Z")));

        // Then
        assertThat(NodeDrainReader.read(server.get("with-status")).status())
                .isEqualTo(example.status());
    }

    private static ObjectNode named(String name) throws IOException {
        PolicyCase everything =
                PolicyCase.valid("nodedrain").stream()
                        .filter(each -> each.name().equals("everything.yaml"))
                        .findFirst()
                        .orElseThrow();
        ObjectNode resource = everything.resource().deepCopy();
        resource.withObject("/metadata").put("name", name);
        resource.withObject("/spec").remove("cancel");
        return resource;
    }
}
