package dev.plimsoll.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.DrainMove.Await;
import dev.plimsoll.core.drain.DrainMove.CordonNode;
import dev.plimsoll.core.drain.DrainMove.Evict;
import dev.plimsoll.core.drain.DrainMove.Finish;
import dev.plimsoll.core.drain.DrainMove.GiveUp;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainDecisionTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final DrainOptions ONE = options(1, false, true);
    private static final DrainPod A = Pods.stateless("a");
    private static final DrainPod B = Pods.stateless("b");
    private static final DrainPod DB = Pods.of("StatefulSet", "db").pod();

    @Test
    void nodeIsCordonedBeforeAnythingGoes() {
        // When
        DrainMove move = next(sight(Cordon.NONE, A), ONE, T0);

        // Then
        assertThat(move).isEqualTo(new CordonNode());
    }

    @Test
    void nothingIsTouchedWhereAPodWouldBeLost() {
        // When
        DrainMove move = next(sight(Cordon.NONE, A, Pods.of("", "bare").pod()), ONE, T0);

        // Then
        assertThat(move).isInstanceOf(GiveUp.class).asString().contains("shop/bare");
    }

    @Test
    void firstOfTheOrderGoesFirst() {
        // When
        DrainMove move = next(sight(Cordon.OURS, DB, B, A), ONE, T0);

        // Then
        assertThat(move).isEqualTo(new Evict(A));
    }

    @Test
    void nextWaitsUntilTheLastHasGone() {
        // Given
        DrainProgress progress = DrainProgress.begun(T0).evicted(A, T0);
        DrainSight sight = sight(Cordon.OURS, A, B);

        // When
        DrainMove move = DrainDecision.next(sight, progress.seen(sight, ONE, T0), ONE, T0);

        // Then
        assertThat(move).isInstanceOf(Await.class).asString().contains("shop/a is ending");
    }

    @Test
    void asManyGoAtOnceAsAllowedAndNoMore() {
        // Given
        DrainOptions two = options(2, false, false);
        DrainSight sight = sight(Cordon.OURS, A, B, Pods.stateless("c"));
        DrainProgress progress = DrainProgress.begun(T0).seen(sight, two, T0).evicted(A, T0);

        // When
        DrainMove second = DrainDecision.next(sight, progress, two, T0);
        DrainMove third = DrainDecision.next(sight, progress.evicted(B, T0), two, T0);

        // Then
        assertThat(second).isEqualTo(new Evict(B));
        assertThat(third).isInstanceOf(Await.class);
    }

    @Test
    void moreImportantPodsWaitForTheWholeTierBefore() {
        // Given
        DrainOptions many = options(10, false, false);
        DrainSight sight = sight(Cordon.OURS, A, DB);
        DrainProgress progress = DrainProgress.begun(T0).seen(sight, many, T0).evicted(A, T0);

        // When
        DrainMove move = DrainDecision.next(sight, progress, many, T0);

        // Then
        assertThat(move).isInstanceOf(Await.class);
    }

    @Test
    void nextWaitsForTheReplacement() {
        // Given
        DrainSight before = sight(Map.of(web(), 3), A, B);
        DrainProgress evicted = DrainProgress.begun(T0).seen(before, ONE, T0).evicted(A, T0);
        DrainSight gone = sight(Map.of(web(), 2), B);
        DrainProgress missing = evicted.seen(gone, ONE, T0.plusSeconds(1));
        DrainSight replaced = sight(Map.of(web(), 3), B);

        // When
        DrainMove waiting = DrainDecision.next(gone, missing, ONE, T0.plusSeconds(1));
        DrainMove after =
                DrainDecision.next(
                        replaced,
                        missing.seen(replaced, ONE, T0.plusSeconds(2)),
                        ONE,
                        T0.plusSeconds(2));

        // Then
        assertThat(waiting).isInstanceOf(Await.class).asString().contains("3 ready pods");
        assertThat(after).isEqualTo(new Evict(B));
    }

    @Test
    void drainEndsOnlyWhenTheLastReplacementIsThere() {
        // Given
        DrainSight before = sight(Map.of(web(), 3), A);
        DrainProgress evicted = DrainProgress.begun(T0).seen(before, ONE, T0).evicted(A, T0);
        DrainSight gone = sight(Map.of(web(), 2));
        DrainProgress missing = evicted.seen(gone, ONE, T0);

        // When
        DrainMove early = DrainDecision.next(gone, missing, ONE, T0);
        DrainSight replaced = sight(Map.of(web(), 3));
        DrainMove end = DrainDecision.next(replaced, missing.seen(replaced, ONE, T0), ONE, T0);

        // Then
        assertThat(early).isInstanceOf(Await.class);
        assertThat(end).isEqualTo(new Finish());
    }

    @Test
    void podRecreatedUnderItsNameIsAnotherPod() {
        // Given
        DrainProgress evicted = DrainProgress.begun(T0).evicted(DB, T0);
        DrainPod later = Pods.of("StatefulSet", "db").uid("another").pod();
        DrainSight replaced = sight(Cordon.OURS, later);
        DrainOptions options = options(1, false, false);

        // When
        DrainProgress progress = evicted.seen(replaced, options, T0);

        // Then
        assertThat(progress.going()).isEmpty();
        assertThat(DrainDecision.next(replaced, progress, options, T0)).isEqualTo(new Evict(later));
    }

    @Test
    void blockedPodEndsTheDrainByNameAfterItsTime() {
        // Given
        DisruptionBudget budget =
                new DisruptionBudget("shop", "web", LabelSelector.EVERYTHING, 0, false);
        DrainSight sight = sight(Cordon.OURS, List.of(budget), Map.of(), A, DB);
        DrainProgress progress = DrainProgress.begun(T0).seen(sight, ONE, T0);
        Instant later = T0.plus(Duration.ofMinutes(6));

        // When
        DrainMove early = DrainDecision.next(sight, progress, ONE, T0.plusSeconds(200));
        DrainMove late = DrainDecision.next(sight, progress.seen(sight, ONE, later), ONE, later);

        // Then
        assertThat(early).isInstanceOf(Await.class);
        assertThat(late)
                .isInstanceOf(GiveUp.class)
                .asString()
                .contains("shop/a", "shop/web", "360 s");
    }

    @Test
    void timeOfAPodBeginsWithItsTurn() {
        // Given
        DisruptionBudget budget =
                new DisruptionBudget(
                        "shop", "db", new LabelSelector(Map.of("app", "web"), List.of()), 0, false);
        DrainSight sight = sight(Cordon.OURS, List.of(budget), Map.of(), job("a"), DB);

        // When
        DrainProgress progress = DrainProgress.begun(T0).seen(sight, ONE, T0);

        // Then
        assertThat(progress.blocked()).isEmpty();
    }

    @Test
    void blockedPodLetsOthersOfItsTierPass() {
        // Given
        DrainPod refusing = Pods.of("ReplicaSet", "a").refusing("x: \"true\"").pod();

        // When
        DrainMove move = next(sight(Cordon.OURS, refusing, B), ONE, T0);

        // Then
        assertThat(move).isEqualTo(new Evict(B));
    }

    @Test
    void podIsNotAskedForAgainBeforeTheServerWantsIt() {
        // Given
        DrainSight sight = sight(Cordon.OURS, A);
        DrainProgress refused =
                DrainProgress.begun(T0)
                        .seen(sight, ONE, T0)
                        .refused(A, "was refused", Duration.ofSeconds(10), T0);

        // When
        DrainMove early = after(sight, refused, T0.plusSeconds(9));
        DrainMove late = after(sight, refused, T0.plusSeconds(10));

        // Then
        assertThat(early).isInstanceOf(Await.class);
        assertThat(late).isEqualTo(new Evict(A));
    }

    @Test
    void timeOfARefusedPodCountsFromTheFirstRefusal() {
        // Given
        DrainSight sight = sight(Cordon.OURS, A);
        DrainProgress progress = DrainProgress.begun(T0);
        Instant now = T0;
        for (int refusal = 0; refusal <= 30; refusal++) {
            now = T0.plusSeconds(refusal * 10L);
            progress =
                    progress.seen(sight, ONE, now)
                            .refused(A, "was refused: no", Duration.ofSeconds(5), now);
        }

        // When
        DrainMove within = after(sight, progress, T0.plusSeconds(300));
        DrainMove beyond = after(sight, progress, T0.plusSeconds(301));

        // Then
        assertThat(within).isInstanceOf(Await.class);
        assertThat(beyond).isInstanceOf(GiveUp.class).asString().contains("was refused: no");
    }

    @Test
    void serverIsAskedAboutAPodThatIsNotReady() {
        // Given
        DisruptionBudget budget =
                new DisruptionBudget("shop", "web", LabelSelector.EVERYTHING, 0, false);
        DrainPod unready = Pods.of("ReplicaSet", "a").unready().pod();

        // When
        DrainMove move = next(sight(Cordon.OURS, List.of(budget), Map.of(), unready), ONE, T0);

        // Then
        assertThat(move).isEqualTo(new Evict(unready));
    }

    @Test
    void longGracePeriodIsNotHeldAgainstAPod() {
        // Given
        Instant endsBy = T0.plus(Duration.ofMinutes(20));
        DrainPod ending = Pods.of("ReplicaSet", "a").endsBy(endsBy).pod();
        DrainSight sight = sight(Cordon.OURS, ending);
        DrainProgress progress = DrainProgress.begun(T0).evicted(A, T0);

        // When
        DrainMove within = after(sight, progress, endsBy.plusSeconds(299));
        DrainMove beyond = after(sight, progress, endsBy.plusSeconds(301));

        // Then
        assertThat(within).isInstanceOf(Await.class);
        assertThat(beyond).isInstanceOf(GiveUp.class).asString().contains("shop/a");
    }

    @Test
    void wholeDrainHasATimeToo() {
        // When
        DrainMove move = next(sight(Cordon.OURS, A), ONE, T0.plus(Duration.ofMinutes(61)));

        // Then
        assertThat(move).isInstanceOf(GiveUp.class);
    }

    private static DrainPod job(String name) {
        DrainPod pod = Pods.of("Job", name).pod();
        return new DrainPod(
                pod.namespace(),
                name,
                pod.uid(),
                pod.nodeName(),
                false,
                false,
                pod.controller(),
                0,
                Map.of("app", "job"),
                pod.claims(),
                true,
                null,
                "");
    }

    private static DrainMove next(DrainSight sight, DrainOptions options, Instant now) {
        DrainProgress progress = DrainProgress.begun(T0).seen(sight, options, now);
        return DrainDecision.next(sight, progress, options, now);
    }

    private static DrainMove after(DrainSight sight, DrainProgress progress, Instant now) {
        return DrainDecision.next(sight, progress.seen(sight, ONE, now), ONE, now);
    }

    private static Workload web() {
        return Workload.of(A).orElseThrow();
    }

    private static DrainSight sight(Cordon cordon, DrainPod... pods) {
        return sight(cordon, List.of(), Map.of(), pods);
    }

    private static DrainSight sight(Map<Workload, Integer> ready, DrainPod... pods) {
        return sight(Cordon.OURS, List.of(), ready, pods);
    }

    private static DrainSight sight(
            Cordon cordon,
            List<DisruptionBudget> budgets,
            Map<Workload, Integer> ready,
            DrainPod... pods) {
        return new DrainSight(Nodes.plain(), cordon, List.of(pods), budgets, ready);
    }

    private static DrainOptions options(int podsAtOnce, boolean force, boolean wait) {
        return new DrainOptions(
                podsAtOnce,
                force ? Force.UNMANAGED : Force.NEVER,
                wait,
                Duration.ofMinutes(5),
                Duration.ofHours(1));
    }
}
