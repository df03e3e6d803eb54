package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of every kind before the API server with our definitions: it and the readers agree. */
@RealCluster
class CasesIT {

    private final ControlPlane controlPlane;

    CasesIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        for (Kind kind : Kind.values()) {
            new PolicyServer(controlPlane, kind).define();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.kubernetes.api.KindCase#valid")
    void takesWhatIsValid(KindCase one) throws JsonProcessingException {
        // Given a valid case
        JsonNode resource = one.policyCase().resource();

        // When
        JsonNode stored = new PolicyServer(controlPlane, one.kind()).create(resource);

        // Then it is stored as it is, nothing added and nothing pruned
        assertThat(stored.path("spec")).isEqualTo(resource.path("spec"));
        assertThat(one.kind().spec(stored)).isEqualTo(one.kind().spec(resource));
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.kubernetes.api.KindCase#invalid")
    void refusesWhatIsNotWithASentence(KindCase one) {
        // Given an invalid case and the sentence for it: a field, then what it must be
        PolicyCase refused = one.policyCase();
        String[] expect = refused.expect().orElseThrow().split(" ", 2);

        // When
        Optional<String> refusal =
                new PolicyServer(controlPlane, one.kind()).refusal(refused.resource());

        // Then
        assertThat(refusal).isPresent();
        if (refused.server().isPresent()) {
            assertThat(refusal.get()).contains(refused.server().get());
        } else {
            assertThat(refusal.get()).contains(expect[0]).contains(expect[1]);
        }
    }
}
