package dev.plimsoll.integrations.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.testbed.AlertmanagerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real Alertmanager takes the alerts. */
class RealAlertmanagerIT {

    @Test
    void alertHasTheNodeAndTheSentence() throws IOException {
        // Given
        Notice notice =
                new Notice(
                        "id-1",
                        Notice.Kind.STARTED,
                        "full-disks",
                        "node-1",
                        "Node node-1 is to be drained.",
                        Instant.now());
        try (AlertmanagerServer alertmanager = AlertmanagerServer.start();
                Notices notices = new Notices(_ -> Path.of("none"), (_, _) -> {})) {

            // When
            notices.post(notice, List.of(new NotifyTarget.Alertmanager(alertmanager.url())));

            // Then
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> alertmanager.alerts().contains("node-1"));
            JsonNode alert = new ObjectMapper().readTree(alertmanager.alerts()).path(0);
            assertThat(alert.at("/labels/alertname").asText()).isEqualTo("PlimsollNodeDrain");
            assertThat(alert.at("/labels/severity").asText()).isEqualTo("warning");
            assertThat(alert.at("/annotations/summary").asText())
                    .isEqualTo("Node node-1 is to be drained.");
        }
    }
}
