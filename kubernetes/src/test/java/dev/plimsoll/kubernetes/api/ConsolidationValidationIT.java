package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is not in a case file: {@link CasesIT} has those. */
@RealCluster
class ConsolidationValidationIT {

    private final PolicyServer server;

    ConsolidationValidationIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane, Kind.CONSOLIDATION_POLICY);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        new PolicyServer(controlPlane, Kind.CONSOLIDATION_POLICY).define();
    }

    @Test
    void takesTheStatusThatIsWritten() throws IOException {
        // Given
        ObjectNode resource = Kind.CONSOLIDATION_POLICY.valid().getFirst().resource().deepCopy();
        resource.withObject("/metadata").put("name", "with-status");
        server.create(resource);

        // When
        server.writeStatus(
                "with-status",
                ConsolidationStatusWriter.write(
                        ConsolidationPolicyTest.STATUS,
                        ConsolidationPolicyReader.read(server.get("with-status")),
                        Instant.parse("2026-01-02T03:04:05Z")));

        // Then
        assertThat(ConsolidationPolicyReader.read(server.get("with-status")).status())
                .isEqualTo(ConsolidationPolicyTest.STATUS);
    }
}
