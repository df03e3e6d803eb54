package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases before the API server with our definition: it and the reader agree. */
@RealCluster
class SecretRefreshValidationIT {

    private final PolicyServer server;

    SecretRefreshValidationIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane, PolicyServer.Kind.SECRET_REFRESH);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        new PolicyServer(controlPlane, PolicyServer.Kind.SECRET_REFRESH).define();
    }

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("secretrefresh");
    }

    static List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid("secretrefresh");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValid(PolicyCase refreshCase) throws JsonProcessingException {
        // Given a valid case

        // When
        JsonNode stored = server.create(refreshCase.resource());

        // Then it is stored as it is, nothing added and nothing pruned
        assertThat(stored.path("spec")).isEqualTo(refreshCase.resource().path("spec"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNotWithASentence(PolicyCase refreshCase) {
        // Given an invalid case and the sentence for it: a field, then what it must be
        String[] expect = refreshCase.expect().orElseThrow().split(" ", 2);

        // When
        Optional<String> refusal = server.refusal(refreshCase.resource());

        // Then
        assertThat(refusal).isPresent();
        if (refreshCase.server().isPresent()) {
            assertThat(refusal.get()).contains(refreshCase.server().get());
        } else {
            assertThat(refusal.get()).contains(expect[0]).contains(expect[1]);
        }
    }
}
