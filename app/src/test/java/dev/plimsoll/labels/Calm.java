package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelPlanner;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.faults.FaultProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Compares the cluster with what the planner wants, when nothing happens any more: exactly the
 * chosen nodes carry exactly the right labels, all others have what people gave them, nobody leaves
 * traces, and nothing is changed.
 *
 * @param keys every label key that a policy has ever set
 */
record Calm(ControlPlane controlPlane, FaultProxy proxy, Originals originals, Set<String> keys) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** Waits until all is as it must be, then watches that it stays so. */
    void await(Set<String> wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> nothingIsDueSoon(compare(wanted)));
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        Awaitility.await().pollDelay(SILENCE).atMost(PATIENCE).until(() -> true);
        // A status tells of time that has passed, and may be on its way.
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> compare(wanted));
        FreshList after = FreshList.of(controlPlane);
        assertThat(changes(mark)).as("changes of nodes when all was well").isEmpty();
        after.nodes().forEach(node -> keys.forEach(key -> originals.settle(node, key)));
    }

    private FreshList compare(Set<String> wanted) {
        assertThat(proxy.underway(MortalOperator.WRITES)).as("writes under way").isZero();
        FreshList fresh = FreshList.of(controlPlane);
        assertThat(fresh.policies())
                .extracting(LabelPolicy::name)
                .containsExactlyInAnyOrderElementsOf(wanted);
        LabelPlanner planner = new LabelPlanner(fresh.policies(), fresh.nodes(), Instant.now());
        fresh.policies().forEach(policy -> compare(policy, planner.plan(policy), fresh));
        for (Node node : fresh.nodes()) {
            assertThat(wanted).as(node.name()).containsAll(LabelMarker.policiesOn(node));
            keys.forEach(key -> originals.check(node, key));
        }
        return fresh;
    }

    private static void compare(LabelPolicy policy, LabelPlan plan, FreshList fresh) {
        List<Node> carrying =
                fresh.nodes().stream()
                        .filter(node -> LabelMarker.carries(node, policy.name()))
                        .toList();
        assertThat(carrying)
                .as("nodes of %s", policy.name())
                .extracting(Node::name)
                .containsExactlyInAnyOrderElementsOf(plan.selected());
        assertThat(plan.steps()).as("what is left to do for %s", policy.name()).isEmpty();
        LabelSpec spec = policy.spec().valid().orElseThrow();
        for (Node node : carrying) {
            assertThat(node.labels())
                    .as(node.name())
                    .containsAllEntriesOf(spec.labels())
                    .containsEntry(LabelMarker.label(policy.name()), LabelMarker.VALUE);
            assertThat(node.claims()).as(node.name()).containsKey(policy.name());
        }
        assertThat(policy.status().observedGeneration()).isEqualTo(policy.generation());
        assertThat(policy.status().labelled()).isEqualTo(carrying.size());
    }

    /** A grace or a dwell that ends within the silence would break it, and rightly so. */
    private static void nothingIsDueSoon(FreshList fresh) {
        Instant now = Instant.now();
        LabelPlanner planner = new LabelPlanner(fresh.policies(), fresh.nodes(), now);
        Instant soon = now.plus(SILENCE.multipliedBy(3));
        for (LabelPolicy policy : fresh.policies()) {
            assertThat(planner.plan(policy).revisitAt().filter(at -> at.isBefore(soon)))
                    .as("change of %s by time alone", policy.name())
                    .isEmpty();
        }
    }

    /** A write whose answer was lost may be tried again, on the version before it: in vain. */
    private List<AuditEvent> changes(AuditLog.Mark mark) {
        return controlPlane.auditLog().writesSince(mark, Installation.USER).stream()
                .filter(event -> event.resource().equals("nodes"))
                .filter(AuditEvent::succeeded)
                .collect(Collectors.toList());
    }
}
