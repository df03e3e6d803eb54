package dev.plimsoll.operator.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelCount;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.SteppedClock;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reconciler waits for, and what it remembers and forgets meanwhile. */
class LabelReconcilerPatienceTest {

    private final SteppedClock clock = new SteppedClock();
    private final MemoryCluster cluster = new MemoryCluster();
    private final WriteBudget budget = new WriteBudget(clock, 1, 10);
    private final List<String> forgotten = new ArrayList<>();
    private final LabelReconciler reconciler = reconciler();

    @BeforeEach
    void threeNodesAndAPolicyOfTwo() {
        cluster.addNode("a", clock.instant().minus(Duration.ofHours(3)));
        cluster.addNode("b", clock.instant().minus(Duration.ofHours(2)));
        cluster.addNode("c", clock.instant().minus(Duration.ofHours(1)));
        cluster.policies.put("p", policy("uid-p", false));
    }

    @Test
    void comesBackToAskWhatBecameOfALostWrite() {
        // Given
        loseAndCordonA();
        cluster.nodes.remove("c");

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Settled(Optional.of(afterLostWrite())));
    }

    @Test
    void asksAgainWhileALostWriteMayShow() {
        // Given
        loseAndCordonA();
        cluster.nodes.remove("c");
        clock.advance(LabelReconciler.LOST_WRITE);
        cluster.answers.add(_ -> new WriteOutcome.Conflict<>("a has changed"));

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Retry("a lost write to node a may show"));
    }

    @Test
    void givesThePlaceOfALostWriteAwayWhenItsNodeIsGone() {
        // Given
        loseAndCordonA();
        clock.advance(LabelReconciler.LOST_WRITE);
        cluster.answers.add(_ -> new WriteOutcome.Gone<>());

        // When
        reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).startsWith("?a", "+c");
    }

    @Test
    void asksByTheAdditionItselfWhereItIsStillWanted() {
        // Given
        loseA();
        clock.advance(LabelReconciler.LOST_WRITE);

        // When
        reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).contains("+a").doesNotContain("?a");
    }

    @Test
    void waitsForTheBudgetBeforeItAsks() {
        // Given
        loseAndCordonA();
        cluster.nodes.remove("c");
        clock.advance(LabelReconciler.LOST_WRITE);
        while (budget.take()) {
            // another job takes them all
        }

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).doesNotContain("?a");
        assertThat(result)
                .isEqualTo(new Result.Later(Duration.ofSeconds(1), "the write budget is spent"));
    }

    @Test
    void givesThePlaceOfALostNodeAwayAtOnce() {
        // Given
        reconciler.reconcile("p");
        cluster.writes.clear();
        cluster.addNode("older", clock.instant().minus(Duration.ofHours(9)));
        cluster.answers.add(_ -> new WriteOutcome.Gone<>());

        // When
        reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).startsWith("-b", "+older");
    }

    @Test
    void comesBackWhenTheServerSays() {
        // Given
        cluster.answers.add(_ -> new WriteOutcome.Busy<>(Duration.ofSeconds(7), "busy"));

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Later(Duration.ofSeconds(7), "busy"));
    }

    @Test
    void keepsADeletedPolicyWhileALostWriteMayArrive() {
        // Given
        loseA();
        cluster.policies.put("p", policy("uid-p", true));

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Retry("a lost write may still arrive"));
        assertThat(cluster.writes).containsExactly("-b");
    }

    @Test
    void aSuccessorKeepsADeletedPolicyWhileItsPredecessorsWritesMayArrive() {
        // Given
        cluster.policies.put("p", policy("uid-p", true));

        // When
        Result early = reconciler.reconcile("p");
        clock.advance(LabelReconciler.LOST_WRITE);
        reconciler.reconcile("p");

        // Then
        assertThat(early).isEqualTo(new Result.Settled(Optional.of(clock.instant())));
        assertThat(cluster.writes).containsExactly("finalizer-p");
        assertThat(forgotten).containsExactly("p");
    }

    @Test
    void aSuccessorLooksAgainAtWhatAPolicyThatIsGoneMayLeave() {
        // Given
        cluster.policies.clear();

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Settled(Optional.of(afterLostWrite())));
    }

    @Test
    void aPolicyThatWentByItselfIsDone() {
        // Given
        reconciler.reconcile("p");
        cluster.policies.put("p", policy("uid-p", true));
        cluster.finalizerAnswers.add(new WriteOutcome.Gone<>());

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Settled(Optional.empty()));
    }

    @Test
    void waitsWhereAStatusTellsOfAPredecessor() {
        // Given: somebody has removed the finalizer by hand.
        LabelPolicyStatus served = new LabelPolicyStatus(1, 2, 0, 3, 0, 0, 0, List.of(), List.of());
        cluster.policies.put("p", policy("uid-p", false, served));

        // When
        reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).doesNotContain("+a", "+b");
    }

    @Test
    void waitsWhereNodesTellOfAPredecessor() {
        // Given
        reconciler.reconcile("p");
        cluster.policies.put("p", policy("uid-p", false));
        cluster.nodes.remove("b");
        cluster.writes.clear();

        // When
        reconciler().reconcile("p");

        // Then
        assertThat(cluster.writes).doesNotContain("+c");
    }

    @Test
    void aPolicyMadeAnewInheritsTheDoubtsButNotTheCounts() {
        // Given
        reconciler.reconcile("p");
        cluster.addNode("older", clock.instant().minus(Duration.ofHours(9)));
        reconciler.reconcile("p");
        long moves = status().moves();
        cluster.addNode("oldest", clock.instant().minus(Duration.ofHours(10)));
        cluster.answers.add(cluster::apply);
        cluster.answers.add(_ -> new WriteOutcome.Doubtful<>("timed out"));
        reconciler.reconcile("p");
        cluster.cordonUnseen("oldest");
        cluster.policies.put("p", policy("uid-q", false));
        cluster.writes.clear();

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Retry("node a waits for room"));
        assertThat(moves).isEqualTo(1);
        assertThat(status().moves()).isZero();
    }

    @Test
    void countsMovesAndTheHostsOfTheHour() {
        // Given
        reconciler.reconcile("p");
        cluster.addNode("older", clock.instant().minus(Duration.ofHours(9)));

        // When
        Result moved = reconciler.reconcile("p");
        int billed = status().billedHosts();
        clock.advance(Duration.ofHours(1));
        Result later = reconciler.reconcile("p");

        // Then
        assertThat(status().moves()).isEqualTo(1);
        assertThat(billed).isEqualTo(3);
        assertThat(moved).isEqualTo(new Result.Settled(Optional.of(clock.instant())));
        assertThat(status().billedHosts()).isEqualTo(2);
        assertThat(later).isEqualTo(new Result.Settled(Optional.empty()));
    }

    private void loseA() {
        cluster.answers.add(_ -> new WriteOutcome.Doubtful<>("timed out"));
        reconciler.reconcile("p");
        cluster.writes.clear();
    }

    private void loseAndCordonA() {
        loseA();
        cluster.cordonUnseen("a");
    }

    private Instant afterLostWrite() {
        return clock.instant().plus(LabelReconciler.LOST_WRITE);
    }

    private LabelPolicyStatus status() {
        return Objects.requireNonNull(cluster.policies.get("p")).status();
    }

    private LabelReconciler reconciler() {
        return new LabelReconciler(
                cluster, cluster, cluster, (_, _, _, _) -> {}, new Forgetting(), budget, clock);
    }

    private final class Forgetting implements LabelMeters {
        @Override
        public void nodeWrite(NodeLabelPatch patch, WriteOutcome<?> outcome) {}

        @Override
        public void status(String policy, LabelPolicyStatus status) {}

        @Override
        public void forget(String policy) {
            forgotten.add(policy);
        }
    }

    private LabelPolicy policy(String uid, boolean deleting) {
        return policy(uid, deleting, LabelPolicyStatus.NONE);
    }

    private LabelPolicy policy(String uid, boolean deleting, LabelPolicyStatus status) {
        LabelSpec spec =
                new LabelSpec(
                        LabelStrategy.OLDEST,
                        new LabelCount.Nodes(2),
                        Map.of("agent", "on"),
                        LabelSelector.EVERYTHING,
                        Optional.empty(),
                        LabelSpec.DEFAULT_NOT_READY_GRACE,
                        Duration.ZERO);
        return new LabelPolicy(
                "p",
                uid,
                "1",
                1,
                clock.instant().minus(Duration.ofDays(1)),
                deleting,
                deleting,
                new Reading.Valid<>(spec),
                status);
    }
}
