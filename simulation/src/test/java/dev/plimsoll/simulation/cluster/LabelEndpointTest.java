package dev.plimsoll.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.simulation.time.VirtualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelEndpointTest {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00.5Z");

    private final ClusterState state = new ClusterState(new VirtualClock(NOW));
    private final LabelEndpoint endpoint = new LabelEndpoint(state);
    private final Node node = state.nodes().create(Author.CLUSTER, node("a", state.newUid()));

    @Test
    void mergesLabelsIntoTheVersionItWasMeantFor() {
        // Given
        NodeLabelPatch patch = patch(node, Map.of("agent", Optional.of("on")));

        // When
        WriteOutcome<Node> outcome = endpoint.patchNode(patch);

        // Then
        Node after = stored();
        assertThat(outcome).isEqualTo(new WriteOutcome.Done<>(after));
        assertThat(after.labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of("agent", "on", "own", "x"));
        assertThat(after.resourceVersion()).isNotEqualTo(node.resourceVersion());
    }

    @Test
    void refusesAnotherVersion() {
        // Given
        state.heartbeat("a");

        // When
        WriteOutcome<Node> outcome =
                endpoint.patchNode(patch(node, Map.of("agent", Optional.of("on"))));

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(stored().labels()).doesNotContainKey("agent");
    }

    @Test
    void refusesAnotherNodeOfTheName() {
        // Given
        state.nodes().remove(Author.CLUSTER, "a");
        state.nodes().create(Author.CLUSTER, node("a", state.newUid()));

        // When
        WriteOutcome<Node> outcome = endpoint.patchNode(patch(node, Map.of()));

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Gone.class);
    }

    @Test
    void makesNoNewVersionOfNoChange() {
        // Given
        long before = state.version();

        // When
        WriteOutcome<Node> outcome =
                endpoint.patchNode(patch(node, Map.of("own", Optional.of("x"))));

        // Then
        assertThat(outcome).isEqualTo(new WriteOutcome.Done<>(node));
        assertThat(state.version()).isEqualTo(before);
    }

    @Test
    void keepsADeletedPolicyUntilItsFinalizerIsGone() {
        // Given
        state.createPolicy("p", new Reading.Invalid<>("of no matter"));
        state.finalizePolicy(Author.OPERATOR, "p", true);
        state.deletePolicy("p");
        LabelPolicy deleting = Objects.requireNonNull(state.policies().get("p"));

        // When
        WriteOutcome<LabelPolicy> outcome = endpoint.setFinalizer(deleting, false);

        // Then
        assertThat(deleting.deleting()).isTrue();
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        assertThat(state.policies().get("p")).isNull();
    }

    private Node stored() {
        return Objects.requireNonNull(state.nodes().get("a"));
    }

    private static NodeLabelPatch patch(Node node, Map<String, Optional<String>> labels) {
        return new NodeLabelPatch(
                node.name(), node.uid(), node.resourceVersion(), "p", labels, Optional.empty());
    }

    private static Node node(String name, String uid) {
        return new Node(
                name,
                uid,
                "",
                NOW,
                Map.of("own", "x"),
                Map.of(),
                List.of(),
                false,
                false,
                new Readiness(Readiness.Status.READY, NOW),
                "");
    }
}
