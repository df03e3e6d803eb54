package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster that the Go node-label-controller has left behind: its finalizer, markers, labels. */
@RealCluster
class UpgradeIT {

    private final ControlPlane controlPlane;
    private final Policies policies;
    private final NodeHand hand;
    private final Map<String, Map<String, String>> virgin = new java.util.TreeMap<>();

    UpgradeIT(ControlPlane controlPlane, NodeHand hand) {
        this.controlPlane = controlPlane;
        this.policies = new Policies(controlPlane);
        this.hand = hand;
    }

    @BeforeAll
    static void install(ControlPlane controlPlane) {
        Installation.on(controlPlane, Job.LABELS);
    }

    @Test
    void adoptsNodesWithoutMovingALabelAndCleansAllInTheEnd(FleetFiller filler) {
        // Given
        List<String> nodes = leftBehind(filler);
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        try (Census census = new Census(controlPlane.client(), "monitoring", "enabled");
                Operator _ = RunningOperator.start(new Installation(controlPlane).kubeconfig())) {

            // When
            awaitHeld();

            // Then: one write a node, which records what is there and moves nothing.
            assertThat(census.gained()).isEqualTo(2);
            assertThat(census.lost()).isZero();
            assertThat(census.labelled()).containsExactlyElementsOf(nodes.subList(0, 2));
            assertThat(nodeWrites(mark)).hasSize(2);

            // When
            policies.apply("p", "{strategy: {type: oldest, count: 2}, labels: {renamed: enabled}}");
            Awaitility.await()
                    .atMost(Installation.PATIENCE)
                    .until(() -> census.labelled().isEmpty());

            // Then
            awaitLabelled("renamed", nodes.subList(0, 2));

            // When
            policies.delete("p");
            Awaitility.await().atMost(Installation.PATIENCE).until(() -> !policies.exists("p"));

            // Then
            assertThat(labelsOfAll()).isEqualTo(virgin);
        }
    }

    /** Five nodes, the two oldest labelled as the Go controller does it. */
    private List<String> leftBehind(FleetFiller filler) {
        List<String> nodes =
                filler.fill(
                        FleetShape.ofNodes(5)
                                .born(Instant.now().minusSeconds(9999), Duration.ofMinutes(1)));
        virgin.putAll(labelsOfAll());
        for (String node : nodes.subList(0, 2)) {
            hand.label(node, "monitoring", "enabled");
            hand.label(node, "nlp.p/managed-by", "true");
        }
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: nlp.lento.dev/v1alpha1
                        kind: NodeLabelPolicy
                        metadata:
                          name: p
                          finalizers: [nodelabelpolicy.nlp.lento.dev/finalizer]
                        spec:
                          strategy: {type: oldest, count: 2}
                          labels: {monitoring: enabled}
                        """)
                .create();
        return nodes;
    }

    private void awaitHeld() {
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .until(() -> policies.condition("p", "Satisfied").equals("True"));
    }

    private void awaitLabelled(String key, List<String> nodes) {
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .untilAsserted(() ->
                        assertThat(controlPlane.client().nodes().withLabel(key).list().getItems())
                                .extracting(node -> node.getMetadata().getName())
                                .containsExactlyElementsOf(nodes));
    }

    private Map<String, Map<String, String>> labelsOfAll() {
        Map<String, Map<String, String>> labels = new java.util.TreeMap<>();
        for (Node node : controlPlane.client().nodes().list().getItems()) {
            labels.put(node.getMetadata().getName(), node.getMetadata().getLabels());
            assertThat(node.getMetadata().getAnnotations().keySet())
                    .noneMatch(key -> virgin.isEmpty() ? false : key.startsWith("nlp."));
        }
        return labels;
    }

    private List<AuditEvent> nodeWrites(AuditLog.Mark mark) {
        return controlPlane.auditLog().writesSince(mark, Installation.USER).stream()
                .filter(event -> event.resource().equals("nodes"))
                .toList();
    }
}
