package dev.plimsoll.operator.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.SteppedClock;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelJobTest {

    private final SteppedClock clock = new SteppedClock();
    private final MemoryCluster cluster = new MemoryCluster();
    private final WorkQueue<String> queue =
            new WorkQueue<>(
                    clock,
                    new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(9), new Random(1)));
    private final LabelJob job = new LabelJob(cluster, queue, reconciler());

    @BeforeEach
    void twoPoliciesAndANode() {
        cluster.policies.put("p", policy("p", "uid-p", 1, false, true));
        cluster.policies.put("q", policy("q", "uid-q", 1, false, true));
        cluster.addNode("a", clock.instant());
    }

    @Test
    void aNodeThatChangedConcernsEveryPolicyAndThoseThatLeftATrace() {
        // Given
        Node node = node();
        cluster.apply(
                new NodeLabelPatch(
                        "a",
                        node.uid(),
                        "1",
                        "gone",
                        Map.of(LabelMarker.label("gone"), Optional.of("true")),
                        Optional.empty()));

        // When
        job.nodeChanged(node, node());

        // Then
        assertThat(due()).containsExactly("gone", "p", "q");
    }

    @Test
    void aHeartbeatWakesNobody() {
        // Given
        Node before = node();
        cluster.apply(new NodeLabelPatch("a", before.uid(), "1", "p", Map.of(), Optional.empty()));

        // When
        job.nodeChanged(before, node());

        // Then
        assertThat(node().resourceVersion()).isNotEqualTo(before.resourceVersion());
        assertThat(due()).isEmpty();
    }

    @Test
    void aPolicyThatIsGoneIsLookedAtOnceMoreWithTheOthers() {
        // Given
        LabelPolicy gone = Objects.requireNonNull(cluster.policies.remove("p"));

        // When
        job.policyChanged(gone, null);

        // Then
        assertThat(due()).containsExactly("p", "q");
    }

    @Test
    void aNewStatusWakesNobody() {
        // When
        job.policyChanged(
                policy("p", "uid-p", 1, false, true), policy("p", "uid-p", 1, false, true));

        // Then
        assertThat(due()).isEmpty();
    }

    @Test
    void anEditADeletionALostFinalizerAndASuccessorWakeAll() {
        // Given
        LabelPolicy before = policy("p", "uid-p", 1, false, true);

        // When
        job.policyChanged(before, policy("p", "uid-p", 2, false, true));
        Set<String> edited = due();
        job.policyChanged(before, policy("p", "uid-p", 1, true, true));
        Set<String> deleted = due();
        job.policyChanged(before, policy("p", "uid-p", 1, false, false));
        Set<String> unfinalized = due();
        job.policyChanged(before, policy("p", "uid-r", 1, false, true));
        Set<String> succeeded = due();

        // Then
        assertThat(List.of(edited, deleted, unfinalized, succeeded)).containsOnly(Set.of("p", "q"));
    }

    @Test
    void aFaultOverOnePolicyTakesNeitherItNorTheJob() {
        // Given
        cluster.broken = true;
        queue.add("p");

        // When
        boolean stepped = job.step();

        // Then
        assertThat(stepped).isTrue();
        assertThat(queue.nextDue()).isPresent();
    }

    private Node node() {
        return Objects.requireNonNull(cluster.nodes.get("a"));
    }

    private Set<String> due() {
        Set<String> due = new TreeSet<>();
        for (Optional<String> key = queue.take(); key.isPresent(); key = queue.take()) {
            due.add(key.get());
            queue.done(key.get(), new Result.Settled(Optional.empty()));
        }
        return due;
    }

    private static LabelPolicy policy(
            String name, String uid, long generation, boolean deleting, boolean finalized) {
        return new LabelPolicy(
                name,
                uid,
                "1",
                generation,
                new SteppedClock().instant(),
                deleting,
                finalized,
                new Reading.Invalid<>("not of interest here"),
                LabelPolicyStatus.NONE);
    }

    private LabelReconciler reconciler() {
        return new LabelReconciler(
                cluster,
                cluster,
                cluster,
                (_, _, _, _) -> {},
                LabelMeters.NONE,
                new WriteBudget(clock, 9, 9),
                clock);
    }
}
