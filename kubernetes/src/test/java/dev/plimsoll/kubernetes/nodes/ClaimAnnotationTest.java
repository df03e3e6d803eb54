package dev.plimsoll.kubernetes.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.labels.LabelMarker;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimAnnotationTest {

    private static final LabelClaim CLAIM =
            new LabelClaim(
                    Map.of("monitoring", "enabled", "agent", "datadog"),
                    Map.of("monitoring", Optional.of("off \"quoted\""), "agent", Optional.empty()),
                    Instant.parse("2026-11-22T00:00:00.123Z"));

    @Test
    void what_is_written_is_read_back() {
        // When
        Optional<LabelClaim> read = ClaimAnnotation.read(ClaimAnnotation.write(CLAIM));

        // Then
        assertThat(read).contains(CLAIM);
    }

    @Test
    void it_is_written_in_a_fixed_order() {
        // When
        String written = ClaimAnnotation.write(CLAIM);

        // Then
        assertThat(written)
                .isEqualTo(
                        "{\"labels\":{\"agent\":\"datadog\",\"monitoring\":\"enabled\"},\"before\":{\"agent\":null,\"monitoring\":\"off"
                            + " \\\"quoted\\\"\"},\"since\":\"2026-11-22T00:00:00.123Z\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "true",
                "{}",
                "{\"labels\":{\"a\":\"b\"}}",
                "{\"labels\":{\"a\":\"b\"},\"since\":\"yesterday\"}",
                "{\"labels\":{},\"since\":\"2026-11-22T00:00:00Z\"}"
            })
    void what_is_no_claim_is_absent(String value) {
        // When
        Optional<LabelClaim> read = ClaimAnnotation.read(value);

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void the_policy_is_named_by_the_key() {
        // When
        Optional<String> policy = ClaimAnnotation.policy(LabelMarker.claim("a.b-c"));

        // Then
        assertThat(policy).contains("a.b-c");
        assertThat(ClaimAnnotation.policy(LabelMarker.label("a"))).isEmpty();
        assertThat(ClaimAnnotation.policy("nlp./claim")).isEmpty();
    }
}
