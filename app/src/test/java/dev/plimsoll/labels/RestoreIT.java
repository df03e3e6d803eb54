package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was on a node before comes back, and two policies do not fight over a key. */
@RealCluster
class RestoreIT {

    private static final String ABSENT = "(absent)";

    private final ControlPlane controlPlane;
    private final Policies policies;
    private final NodeHand hand;
    private final List<String> nodes;
    private Operator operator;

    RestoreIT(ControlPlane controlPlane, NodeHand hand, FleetFiller filler) {
        this.controlPlane = controlPlane;
        this.policies = new Policies(controlPlane);
        this.hand = hand;
        FleetShape shape = FleetShape.ofNodes(4);
        this.nodes =
                filler.fill(shape.born(Instant.now().minusSeconds(9999), Duration.ofMinutes(1)));
        this.operator = RunningOperator.start(new Installation(controlPlane).kubeconfig());
    }

    @BeforeAll
    static void install(ControlPlane controlPlane) {
        Installation.on(controlPlane, Job.LABELS);
    }

    @BeforeEach
    void aValueFromBefore() {
        hand.label(nodes.getFirst(), "agent", "by-hand");
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void aValueComesBackWhenItsNodeIsNoLongerChosen() {
        // Given
        policies.apply("p", spec("{agent: plimsoll}"));
        awaitLabels("agent", "plimsoll", "plimsoll", ABSENT, ABSENT);

        // When
        hand.cordon(nodes.getFirst(), true);

        // Then
        awaitLabels("agent", "by-hand", "plimsoll", "plimsoll", ABSENT);
    }

    @Test
    void aValueComesBackWhenThePolicyIsDeleted() {
        // Given
        policies.apply("p", spec("{agent: plimsoll, second: x}"));
        awaitLabels("second", "x", "x", ABSENT, ABSENT);

        // When
        policies.delete("p");

        // Then
        awaitLabels("second", ABSENT, ABSENT, ABSENT, ABSENT);
        awaitLabels("agent", "by-hand", ABSENT, ABSENT, ABSENT);
        Awaitility.await().atMost(Installation.PATIENCE).until(() -> !policies.exists("p"));
    }

    @Test
    void aRenamedKeyIsGoneFromEveryNodeAndItsOldValueBack() {
        // Given
        policies.apply("p", spec("{agent: plimsoll}"));
        awaitLabels("agent", "plimsoll", "plimsoll", ABSENT, ABSENT);

        // When
        policies.apply("p", spec("{renamed: plimsoll}"));

        // Then
        awaitLabels("agent", "by-hand", ABSENT, ABSENT, ABSENT);
        awaitLabels("renamed", "plimsoll", "plimsoll", ABSENT, ABSENT);
    }

    @Test
    void theYoungerOfTwoPoliciesWithACommonKeyWritesNothing() {
        // Given
        policies.apply("older", spec("{agent: older}"));
        awaitLabels("agent", "older", "older", ABSENT, ABSENT);
        awaitNextSecond();
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        policies.apply("younger", "{strategy: {type: newest, count: 2}, labels: {agent: younger}}");
        awaitCondition("younger", "Conflict", "True");

        // Then
        assertThat(controlPlane.auditLog().writesSince(mark, Installation.USER))
                .noneMatch(event -> event.resource().equals("nodes"));
        awaitLabels("agent", "older", "older", ABSENT, ABSENT);

        // When
        policies.delete("older");

        // Then
        awaitLabels("agent", "by-hand", ABSENT, "younger", "younger");
        awaitCondition("younger", "Conflict", "False");
    }

    private static String spec(String labels) {
        return "{strategy: {type: oldest, count: 2}, labels: %s}".formatted(labels);
    }

    private void awaitCondition(String policy, String type, String status) {
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .until(() -> policies.condition(policy, type).equals(status));
    }

    private void awaitLabels(String key, String... values) {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            expected.put(nodes.get(i), values[i]);
        }
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .untilAsserted(() -> assertThat(labels(key)).isEqualTo(expected));
    }

    private Map<String, String> labels(String key) {
        Map<String, String> found = new TreeMap<>();
        controlPlane
                .client()
                .nodes()
                .list()
                .getItems()
                .forEach(node ->
                        found.put(
                                node.getMetadata().getName(),
                                node.getMetadata().getLabels().getOrDefault(key, ABSENT)));
        return found;
    }

    /** Policies' ages are told apart by whole seconds. */
    private static void awaitNextSecond() {
        long second = Instant.now().getEpochSecond();
        Awaitility.await().until(() -> Instant.now().getEpochSecond() > second);
    }
}
