package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelCount;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelPolicyReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void readsEveryField() throws JsonProcessingException {
        // Given
        JsonNode resource =
                JSON.readTree(
                        """
                        {"apiVersion": "nlp.lento.dev/v1alpha1", "kind": "NodeLabelPolicy",
                         "metadata": {"name": "monitoring", "uid": "u-1", "resourceVersion": "42", "generation": 3,
                          "creationTimestamp": "2026-01-02T03:04:05Z", "deletionTimestamp": "2026-02-02T03:04:05Z",
                          "finalizers": ["other", "nodelabelpolicy.nlp.lento.dev/finalizer"]},
                         "spec": {"strategy": {"type": "random", "count": "10%"},
                          "labels": {"monitoring": "enabled", "example.com/agent": ""},
                          "nodeSelector": {"matchLabels": {"a": "b"},
                           "matchExpressions": [{"key": "c", "operator": "NotIn", "values": ["d", "e"]},
                                                {"key": "f", "operator": "Exists"}]},
                          "spreadBy": "topology.kubernetes.io/zone", "notReadyGrace": "90s", "minimumDwell": "1h30m"}}
                        """);

        // When
        LabelPolicy policy = LabelPolicyReader.read(resource);

        // Then
        LabelSelector selector =
                new LabelSelector(
                        Map.of("a", "b"),
                        List.of(
                                new Requirement("c", Operator.NOT_IN, Set.of("d", "e")),
                                new Requirement("f", Operator.EXISTS, Set.of())));
        LabelSpec spec =
                new LabelSpec(
                        LabelStrategy.RANDOM,
                        new LabelCount.Percent(10),
                        Map.of("monitoring", "enabled", "example.com/agent", ""),
                        selector,
                        Optional.of("topology.kubernetes.io/zone"),
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(90));
        assertThat(policy)
                .isEqualTo(
                        new LabelPolicy(
                                "monitoring",
                                "u-1",
                                "42",
                                3,
                                Instant.parse("2026-01-02T03:04:05Z"),
                                true,
                                true,
                                new Reading.Valid<>(spec),
                                LabelPolicyStatus.NONE));
    }

    @Test
    void givesDefaultsToWhatThePolicyLeavesOpen() throws JsonProcessingException {
        // Given
        JsonNode resource =
                JSON.readTree(
                        """
                        {"metadata": {"name": "monitoring"},
                         "spec": {"strategy": {"type": "oldest", "count": 5}, "labels": {"monitoring": "enabled"}}}
                        """);

        // When
        LabelPolicy policy = LabelPolicyReader.read(resource);

        // Then
        LabelSpec spec =
                new LabelSpec(
                        LabelStrategy.OLDEST,
                        new LabelCount.Nodes(5),
                        Map.of("monitoring", "enabled"),
                        LabelSelector.EVERYTHING,
                        Optional.empty(),
                        Duration.ofMinutes(5),
                        Duration.ZERO);
        assertThat(policy)
                .isEqualTo(
                        new LabelPolicy(
                                "monitoring",
                                "",
                                "",
                                0,
                                LabelPolicyReader.NOT_YET,
                                false,
                                false,
                                new Reading.Valid<>(spec),
                                LabelPolicyStatus.NONE));
    }

    @Test
    void readsTheStatus() throws JsonProcessingException {
        // Given
        JsonNode resource =
                JSON.readTree(
                        """
                        {"metadata": {"name": "monitoring"},
                         "status": {"observedGeneration": 2, "desired": 5, "labelled": 4, "eligible": 9, "moves": 7,
                          "billedHosts": 6, "billedHour": 490000, "selectedNodes": ["a", "b"],
                          "lastReconcileTime": "2026-01-02T03:04:05Z",
                          "conditions": [{"type": "Satisfied", "status": "False", "reason": "TooFewEligible",
                           "message": "4 of 5.", "lastTransitionTime": "2026-01-02T03:04:05Z"}]}}
                        """);

        // When
        LabelPolicy policy = LabelPolicyReader.read(resource);

        // Then
        assertThat(policy.status())
                .isEqualTo(
                        new LabelPolicyStatus(
                                2,
                                5,
                                4,
                                9,
                                7,
                                6,
                                490_000,
                                List.of("a", "b"),
                                List.of(
                                        new Condition(
                                                "Satisfied", false, "TooFewEligible", "4 of 5."))));
        assertThat(policy.conditionsSince())
                .isEqualTo(Map.of("Satisfied", Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void takesAStatusThatIsNoneForEmpty() throws JsonProcessingException {
        // Given
        JsonNode resource =
                JSON.readTree(
                        """
                        {"metadata": {"name": "monitoring", "creationTimestamp": "yesterday"},
                         "status": {"desired": "five", "selectedNodes": "a",
                          "conditions": [{"type": "Satisfied", "lastTransitionTime": 5}]}}
                        """);

        // When
        LabelPolicy policy = LabelPolicyReader.read(resource);

        // Then
        assertThat(policy.status().desired()).isZero();
        assertThat(policy.status().selectedNodes()).isEmpty();
        assertThat(policy.conditionsSince()).isEmpty();
        assertThat(policy.createdAt()).isEqualTo(LabelPolicyReader.NOT_YET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"HUGE\": \"enabled\"}",
                "{\"monitoring\": \"HUGE\"}",
                "[\"HUGE\"]",
                "\"HUGE\""
            })
    void complainsInASentenceThatAConditionCanHold(String labels) throws JsonProcessingException {
        // Given labels longer than a condition, which the Go controller's definition lets in
        JsonNode resource =
                JSON.readTree(
                        """
                        {"metadata": {"name": "monitoring"},
                         "spec": {"strategy": {"type": "oldest", "count": 5}, "labels": %s}}
                        """
                                .formatted(labels.replace("HUGE", "x".repeat(40_000))));

        // When
        LabelPolicy policy = LabelPolicyReader.read(resource);

        // Then
        assertThat(policy.spec())
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid -> assertThat(invalid.problem()).hasSizeBetween(20, 500));
    }
}
