package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Force;
import dev.plimsoll.core.drain.OnTimeout;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeDrainReaderTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = NodeDrainExample.NOW;

    @Test
    void readsEveryField() throws JsonProcessingException {
        // Given
        JsonNode resource =
                JSON.readTree(
                        """
                        {"apiVersion": "plimsoll.dev/v1alpha1", "kind": "NodeDrain",
                         "metadata": {"name": "one", "uid": "u-1", "resourceVersion": "42", "generation": 2,
                          "creationTimestamp": "2026-01-02T03:04:05Z", "deletionTimestamp": "2026-02-02T03:04:05Z",
                          "labels": {"plimsoll.dev/policy": "disks"}, "finalizers": ["other", "plimsoll.dev/drain"]},
                         "spec": {"nodeName": "node-1", "reason": "Full.", "end": "Instance",
                          "decrementDesiredCapacity": true, "cancel": true,
                          "drain": {"podsAtOnce": 3, "force": "Unmanaged", "waitForReplacement": false,
                           "podTimeout": "90s", "timeout": "2h", "onTimeout": "StayCordoned"}}}
                        """);

        // When
        NodeDrain drain = NodeDrainReader.read(resource);

        // Then
        DrainOptions options =
                new DrainOptions(
                        3,
                        Force.UNMANAGED,
                        false,
                        Duration.ofSeconds(90),
                        Duration.ofHours(2),
                        OnTimeout.STAY_CORDONED);
        assertThat(drain)
                .isEqualTo(
                        new NodeDrain(
                                "one",
                                "u-1",
                                "42",
                                2,
                                NOW,
                                Map.of("plimsoll.dev/policy", "disks"),
                                true,
                                true,
                                new Reading.Valid<>(
                                        new NodeDrainSpec(
                                                "node-1",
                                                "Full.",
                                                options,
                                                EndChoice.INSTANCE,
                                                true,
                                                true)),
                                NodeDrainStatus.NONE,
                                Map.of()));
    }

    @Test
    void readsTheStatusThatWasWritten() {
        // Given
        NodeDrainStatus status = new NodeDrainExample().status();

        // When
        NodeDrain read = stored(NodeDrainStatusWriter.write(status, stored(empty()), NOW));

        // Then
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.conditionsSince()).isEqualTo(Map.of("Drained", NOW));
    }

    @Test
    void keepsTheTimeOfAConditionThatDidNotFlip() {
        // Given
        Condition draining = new Condition("Drained", false, "Draining", "1 of 2 pods.");
        NodeDrain before =
                stored(NodeDrainStatusWriter.write(with(draining), stored(empty()), NOW));
        Condition blocked = new Condition("Drained", false, "Blocked", "By a budget.");

        // When
        ObjectNode json = NodeDrainStatusWriter.write(with(blocked), before, NOW.plusSeconds(9));

        // Then
        assertThat(stored(json).conditionsSince()).isEqualTo(Map.of("Drained", NOW));
    }

    private static NodeDrainStatus with(Condition condition) {
        NodeDrainStatus none = NodeDrainStatus.NONE;
        return new NodeDrainStatus(
                1,
                Phase.PENDING,
                "",
                "",
                null,
                none.pods(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(condition));
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static NodeDrain stored(ObjectNode status) {
        ObjectNode resource = empty();
        resource.putObject("metadata").put("name", "one");
        resource.set("status", status);
        return NodeDrainReader.read(resource);
    }
}
