package dev.plimsoll.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.kubernetes.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseBodyTest {

    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.100200300Z");
    private static final LeaseRecord HELD =
            new LeaseRecord(
                    "pod-1_abc",
                    Duration.ofSeconds(15),
                    Optional.of(NOW),
                    Optional.of(NOW.plusSeconds(4)),
                    3,
                    "4711");

    @Test
    void patchNamesTheVersionAndTouchesNothingButTheSpec() {
        // When
        String patch = LeaseBody.patch(HELD);

        // Then
        assertThat(patch)
                .isEqualTo(
                        """
                        {"metadata":{"resourceVersion":"4711"},\
                        "spec":{"holderIdentity":"pod-1_abc","leaseDurationSeconds":15,\
                        "acquireTime":"2026-05-06T07:08:09.100200Z",\
                        "renewTime":"2026-05-06T07:08:13.100200Z","leaseTransitions":3}}\
                        """);
    }

    @Test
    void patchWithoutVersionIsRefused() {
        // Then
        assertThatThrownBy(() -> LeaseBody.patch(LeaseRecord.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leaseThatWasWrittenReadsTheSame() throws IOException {
        // Given
        String written = LeaseBody.create("plimsoll", "plimsoll", HELD);
        String stored =
                written.replace("\"metadata\":{", "\"metadata\":{\"resourceVersion\":\"4711\",");

        // When
        LeaseRecord read = Json.read(stored, LeaseBody::read);

        // Then
        assertThat(read)
                .isEqualTo(
                        new LeaseRecord(
                                "pod-1_abc",
                                Duration.ofSeconds(15),
                                Optional.of(Instant.parse("2026-05-06T07:08:09.100200Z")),
                                Optional.of(Instant.parse("2026-05-06T07:08:13.100200Z")),
                                3,
                                "4711"));
    }

    @Test
    void leaseThatSaysNothingIsFree() throws IOException {
        // When
        LeaseRecord read =
                Json.read(
                        """
                        {"metadata": {"resourceVersion": "5", "labels": {"a": "b"}},
                         "spec": {"renewTime": null, "strategy": "OldestEmulationVersion",
                                  "acquireTime": "yesterday"}}
                        """,
                        LeaseBody::read);

        // Then
        assertThat(read)
                .isEqualTo(
                        new LeaseRecord(
                                "", Duration.ZERO, Optional.empty(), Optional.empty(), 0, "5"));
    }
}
