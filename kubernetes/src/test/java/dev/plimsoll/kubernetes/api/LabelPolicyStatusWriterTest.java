package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelPolicyStatusWriterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Condition HELD =
            new Condition("Satisfied", true, "Held", "5 of 5 nodes carry the labels.");

    @Test
    void writesWhatTheReaderReads() {
        // Given
        Condition conflict = new Condition("Conflict", false, "NoConflict", "No key is shared.");
        LabelPolicyStatus status =
                new LabelPolicyStatus(
                        3, 5, 4, 9, 7, 6, 490_000, List.of("a", "b"), List.of(HELD, conflict));

        // When
        LabelPolicy read = stored(LabelPolicyStatusWriter.write(status, stored(empty()), NOW));

        // Then
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.conditionsSince()).isEqualTo(Map.of("Satisfied", NOW, "Conflict", NOW));
    }

    @Test
    void keepsTheFieldsOfTheGoController() {
        // Given
        LabelPolicyStatus status =
                new LabelPolicyStatus(1, 1, 1, 1, 0, 1, 0, List.of("a"), List.of());

        // When
        ObjectNode json =
                LabelPolicyStatusWriter.write(status, stored(empty()), NOW.plusMillis(678));

        // Then
        assertThat(json.at("/selectedNodes/0").textValue()).isEqualTo("a");
        assertThat(json.path("lastReconcileTime").textValue()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void keepsTheTimeOfAConditionThatDidNotFlip() {
        // Given
        LabelPolicy before =
                stored(LabelPolicyStatusWriter.write(with(HELD), stored(empty()), NOW));
        Condition reworded = new Condition("Satisfied", true, "Held", "6 of 6.");

        // When
        ObjectNode json =
                LabelPolicyStatusWriter.write(
                        with(reworded), before, NOW.plus(Duration.ofHours(1)));

        // Then
        assertThat(stored(json).conditionsSince()).isEqualTo(Map.of("Satisfied", NOW));
        assertThat(json.at("/conditions/0/message").textValue()).isEqualTo("6 of 6.");
    }

    @Test
    void setsTheTimeOfAConditionThatFlipped() {
        // Given
        LabelPolicy before =
                stored(LabelPolicyStatusWriter.write(with(HELD), stored(empty()), NOW));
        Condition lost = new Condition("Satisfied", false, "TooFewEligible", "4 of 5.");
        Instant later = NOW.plus(Duration.ofHours(1));

        // When
        ObjectNode json = LabelPolicyStatusWriter.write(with(lost), before, later);

        // Then
        assertThat(stored(json).conditionsSince()).isEqualTo(Map.of("Satisfied", later));
    }

    private static LabelPolicyStatus with(Condition condition) {
        return new LabelPolicyStatus(1, 5, 5, 5, 0, 5, 0, List.of(), List.of(condition));
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static LabelPolicy stored(ObjectNode status) {
        ObjectNode resource = empty();
        resource.putObject("metadata").put("name", "monitoring");
        resource.set("status", status);
        return LabelPolicyReader.read(resource);
    }
}
