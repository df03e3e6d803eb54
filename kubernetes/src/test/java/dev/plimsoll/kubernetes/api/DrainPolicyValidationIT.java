package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is not in a case file: {@link CasesIT} has those. */
@RealCluster
class DrainPolicyValidationIT {

    private final PolicyServer server;

    DrainPolicyValidationIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane, Kind.NODE_DRAIN_POLICY);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException, InterruptedException {
        new PolicyServer(controlPlane, Kind.NODE_DRAIN_POLICY).define();
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
        String name =
                server.create(Kind.NODE_DRAIN_POLICY.valid().getFirst().resource())
                        .at("/metadata/name")
                        .asText();

        // When
        server.writeStatus(
                name,
                DrainPolicyStatusWriter.write(
                        status, DrainPolicyReader.read(server.get(name)), now));

        // Then
        assertThat(DrainPolicyReader.read(server.get(name)).status()).isEqualTo(status);
    }
}
