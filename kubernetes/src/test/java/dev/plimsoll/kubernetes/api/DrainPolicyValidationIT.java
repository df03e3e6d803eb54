package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.fleet.Condition;
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

/** The cases before the API server with our definition: it and the reader agree. */
@RealCluster
class DrainPolicyValidationIT {

    private final PolicyServer server;

    DrainPolicyValidationIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane, PolicyServer.Kind.NODE_DRAIN_POLICY);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        new PolicyServer(controlPlane, PolicyServer.Kind.NODE_DRAIN_POLICY).define();
    }

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("nodedrainpolicy");
    }

    static List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid("nodedrainpolicy");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValid(PolicyCase policyCase) throws JsonProcessingException {
        // When
        JsonNode stored = server.create(policyCase.resource());

        // Then it is stored as it is, nothing added and nothing pruned
        assertThat(stored.path("spec")).isEqualTo(policyCase.resource().path("spec"));
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

    @Test
    void takesTheStatusThatIsWritten() throws IOException {
        // Given
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        DrainPolicyStatus status =
                new DrainPolicyStatus(
                        1,
                        4,
                        1,
                        2,
                        0,
                        List.of(
                                new DrainPolicyStatus.NodeEntry(
                                        "full", "Over", now, "disk at 83 % of /", "It waits.")),
                        List.of(new Condition("SignalsAvailable", true, "Answered", "All is.")));
        String name = server.create(valid().getFirst().resource()).at("/metadata/name").asText();

        // When
        server.writeStatus(
                name,
                DrainPolicyStatusWriter.write(
                        status, DrainPolicyReader.read(server.get(name)), now));

        // Then
        assertThat(DrainPolicyReader.read(server.get(name)).status()).isEqualTo(status);
    }
}
