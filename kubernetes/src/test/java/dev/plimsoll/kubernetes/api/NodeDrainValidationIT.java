package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not in a case file: {@link CasesIT} has those. */
@RealCluster
class NodeDrainValidationIT {

    private final PolicyServer server;

    NodeDrainValidationIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane, Kind.NODE_DRAIN);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        new PolicyServer(controlPlane, Kind.NODE_DRAIN).define();
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
