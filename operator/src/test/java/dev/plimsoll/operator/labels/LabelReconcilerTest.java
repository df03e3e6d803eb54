package dev.plimsoll.operator.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelCount;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.SteppedClock;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelReconcilerTest {

    private final SteppedClock clock = new SteppedClock();
    private final MemoryCluster cluster = new MemoryCluster();
    private final List<String> journal = new ArrayList<>();
    private final LabelReconciler reconciler = reconciler(new WriteBudget(clock, 100, 100));

    @BeforeEach
    void threeNodesAndAPolicyOfTwo() {
        cluster.addNode("a", clock.instant().minus(Duration.ofHours(3)));
        cluster.addNode("b", clock.instant().minus(Duration.ofHours(2)));
        cluster.addNode("c", clock.instant().minus(Duration.ofHours(1)));
        cluster.policies.put("p", policy(false));
    }

    @Test
    void settlesAndThenWritesNothing() {
        // Given
        Result first = reconciler.reconcile("p");
        List<String> needed = List.copyOf(cluster.writes);
        cluster.writes.clear();

        // When
        Result second = reconciler.reconcile("p");

        // Then
        assertThat(needed).containsExactly("finalizer+p", "+a", "+b", "status p");
        assertThat(cluster.writes).isEmpty();
        assertThat(first).isEqualTo(second).isInstanceOf(Result.Settled.class);
        assertThat(journal).containsExactly("Labelled: Labelled a, b.");
    }

    @Test
    void doesNothingBeforeTheClusterWasSeen() {
        // Given
        cluster.ready = false;

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isInstanceOf(Result.Retry.class);
        assertThat(cluster.writes).isEmpty();
    }

    @Test
    void addsOnlyWhenTheRemovalHasSucceeded() {
        // Given
        reconciler.reconcile("p");
        cluster.writes.clear();
        cluster.addNode("older", clock.instant().minus(Duration.ofHours(9)));
        cluster.answers.add(_ -> new WriteOutcome.Conflict<>("b has changed"));

        // When
        Result refused = reconciler.reconcile("p");
        Result after = reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).containsExactly("-b", "status p", "-b", "+older", "status p");
        assertThat(refused).isInstanceOf(Result.Retry.class);
        assertThat(after).isInstanceOf(Result.Settled.class);
    }

    @Test
    void aConflictOnOneNodeDelaysThatNodeOnly() {
        // Given
        cluster.answers.add(_ -> new WriteOutcome.Conflict<>("a has changed"));

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).contains("+a", "+b");
        assertThat(result).isEqualTo(new Result.Retry("a has changed"));
    }

    @Test
    void keepsThePlaceOfANodeWhoseWriteWasLost() {
        // Given: the answer for a is lost, and then a is cordoned away from under it.
        cluster.answers.add(_ -> new WriteOutcome.Doubtful<>("timed out"));
        reconciler.reconcile("p");
        cluster.writes.clear();
        cluster.cordonUnseen("a");

        // When
        Result early = reconciler.reconcile("p");
        clock.advance(LabelReconciler.LOST_WRITE);
        Result late = reconciler.reconcile("p");

        // Then: c waits until the lost write for a can no longer arrive.
        assertThat(early).isEqualTo(new Result.Retry("node c waits for room"));
        assertThat(late).isInstanceOf(Result.Settled.class);
        assertThat(cluster.writes).containsExactly("status p", "?a", "+c", "status p");
    }

    @Test
    void asksAgainForTheSameNodeWhenAnAnswerWasLost() {
        // Given
        cluster.answers.add(_ -> new WriteOutcome.Doubtful<>("timed out"));
        reconciler.reconcile("p");
        cluster.writes.clear();

        // When
        reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).contains("+a").doesNotContain("+c");
    }

    @Test
    void asksNothingAboutALostWriteThatShows() {
        // Given
        cluster.answers.add(patch -> {
            cluster.apply(patch);
            return new WriteOutcome.Doubtful<>("timed out");
        });
        reconciler.reconcile("p");

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Settled(Optional.empty()));
        assertThat(status().billedHosts()).isEqualTo(2);
    }

    @Test
    void waitsWhileItMayNotWrite() {
        // Given
        WriteOutcome<Node> withheld = new WriteOutcome.Withheld<>("this process does not lead");
        cluster.answers.add(_ -> withheld);

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result)
                .isEqualTo(new Result.Later(Duration.ofSeconds(1), "this process does not lead"));
        assertThat(cluster.writes).containsOnlyOnce("+a").doesNotContain("+b");
        assertThat(journal).isEmpty();
    }

    @Test
    void waitsForTheWriteBudget() {
        // Given
        LabelReconciler frugal = reconciler(new WriteBudget(clock, 1, 1));

        // When
        Result result = frugal.reconcile("p");

        // Then
        assertThat(cluster.writes).containsExactly("finalizer+p", "+a", "status p");
        assertThat(result)
                .isEqualTo(new Result.Later(Duration.ofSeconds(1), "the write budget is spent"));
    }

    @Test
    void showsTheServersRefusal() {
        // Given
        cluster.answers.add(_ -> new WriteOutcome.Refused<>(403, "may not patch nodes"));

        // When
        reconciler.reconcile("p");

        // Then
        assertThat(journal).contains("WriteRefused: may not patch nodes (403)");
    }

    @Test
    void letsAPolicyGoOnlyAfterItsLabels() {
        // Given
        reconciler.reconcile("p");
        cluster.writes.clear();
        cluster.policies.put("p", policy(true));
        cluster.answers.add(_ -> new WriteOutcome.Conflict<>("a has changed"));

        // When
        Result first = reconciler.reconcile("p");
        reconciler.reconcile("p");

        // Then
        assertThat(first).isInstanceOf(Result.Retry.class);
        assertThat(cluster.writes).containsExactly("-a", "-b", "-a", "finalizer-p");
        assertThat(cluster.nodes.values()).allMatch(node -> node.labels().isEmpty());
    }

    @Test
    void saysOnceWhyAPolicyCannotGo() {
        // Given
        reconciler.reconcile("p");
        cluster.policies.put("p", policy(true));
        journal.clear();
        cluster.answers.add(_ -> new WriteOutcome.Refused<>(403, "may not patch nodes"));
        cluster.answers.add(cluster::apply);
        cluster.answers.add(_ -> new WriteOutcome.Refused<>(403, "may not patch nodes"));

        // When
        reconciler.reconcile("p");
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Retry("may not patch nodes (403)"));
        assertThat(journal)
                .containsExactly(
                        "Unlabelled: Took the labels from b.",
                        "WriteRefused: may not patch nodes (403)");
        LabelPolicyStatus status = status();
        assertThat(status.selectedNodes()).containsExactly("a");
        assertThat(status.conditions())
                .containsExactly(
                        new Condition(
                                "Satisfied", false, "WriteRefused", "may not patch nodes (403)"));
    }

    @Test
    void saysWhyItCannotLetAPolicyGo() {
        // Given
        reconciler.reconcile("p");
        cluster.policies.put("p", policy(true));
        cluster.finalizerAnswers.add(new WriteOutcome.Refused<>(403, "may not patch policies"));

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Retry("may not patch policies (403)"));
        assertThat(journal).contains("WriteRefused: may not patch policies (403)");
    }

    @Test
    void writesNoLabelAndSaysWhyWithoutItsFinalizer() {
        // Given
        cluster.finalizerAnswers.add(new WriteOutcome.Refused<>(403, "may not patch policies"));

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(cluster.writes).containsExactly("finalizer+p", "status p");
        assertThat(result).isEqualTo(new Result.Retry("may not patch policies (403)"));
        assertThat(journal).contains("WriteRefused: may not patch policies (403)");
    }

    @Test
    void cleansUpAfterAPolicyThatIsGone() {
        // Given
        reconciler.reconcile("p");
        cluster.policies.clear();

        // When
        Result result = reconciler.reconcile("p");

        // Then
        assertThat(result).isEqualTo(new Result.Settled(Optional.empty()));
        assertThat(cluster.nodes.values()).allMatch(node -> node.labels().isEmpty());
    }

    private LabelPolicyStatus status() {
        return Objects.requireNonNull(cluster.policies.get("p")).status();
    }

    private LabelReconciler reconciler(WriteBudget budget) {
        return new LabelReconciler(
                cluster,
                cluster,
                cluster,
                (_, _, reason, note) -> journal.add(reason + ": " + note),
                LabelMeters.NONE,
                budget,
                clock);
    }

    private LabelPolicy policy(boolean deleting) {
        LabelSpec spec =
                new LabelSpec(
                        LabelStrategy.OLDEST,
                        new LabelCount.Nodes(2),
                        Map.of("agent", "on"),
                        LabelSelector.EVERYTHING,
                        Optional.empty(),
                        Duration.ofMinutes(5),
                        Duration.ZERO);
        return new LabelPolicy(
                "p",
                "uid-p",
                "1",
                1,
                clock.instant().minus(Duration.ofDays(1)),
                deleting,
                deleting,
                new Reading.Valid<>(spec),
                LabelPolicyStatus.NONE);
    }
}
