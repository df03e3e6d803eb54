package dev.plimsoll.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.DrainMove.Await;
import dev.plimsoll.core.drain.DrainMove.Evict;
import dev.plimsoll.core.drain.DrainMove.Finish;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a drain waits for, and what it does not wait for. */
class DrainDecisionPatienceTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final DrainOptions OPTIONS = DrainOptions.STANDARD;
    private static final DrainPod A = Pods.stateless("a");
    private static final DrainPod B = Pods.stateless("b");
    private static final Workload WEB = Workload.of(A).orElseThrow();

    @ParameterizedTest
    @CsvSource({"2, 4, false", "2, 3, false", "2, 2, true", "0, 0, true", "3, 9, true"})
    void replacementIsWaitedForAsFarAsItIsWanted(int ready, int wanted, boolean goesOn) {
        // Given a workload that had three ready pods at first, one of which has gone
        DrainSight first = sight(Map.of(WEB, 3), Map.of(), A, B);
        DrainProgress progress = DrainProgress.begun(T0).seen(first, OPTIONS, T0).evicted(A, T0);
        DrainSight gone = sight(Map.of(WEB, ready), Map.of(WEB, wanted), B);

        // When
        DrainMove move = DrainDecision.next(gone, progress.seen(gone, OPTIONS, T0), OPTIONS, T0);

        // Then
        assertThat(move).isInstanceOf(goesOn ? Evict.class : Await.class);
    }

    @Test
    void workloadThatDoesNotSayWhatItWantsIsWaitedFor() {
        // Given
        DrainSight first = sight(Map.of(WEB, 3), Map.of(), A, B);
        DrainProgress progress = DrainProgress.begun(T0).seen(first, OPTIONS, T0).evicted(A, T0);
        DrainSight gone = sight(Map.of(WEB, 2), Map.of(), B);

        // When
        DrainMove move = DrainDecision.next(gone, progress.seen(gone, OPTIONS, T0), OPTIONS, T0);

        // Then
        assertThat(move).isInstanceOf(Await.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "karpenter.sh/disrupted",
                "karpenter.sh/disruption",
                "ToBeDeletedByClusterAutoscaler"
            })
    void nodeThatSomebodyElseRemovesIsLeftToThem(String taint) {
        // Given
        Node node = tainted(taint);
        DrainSight sight =
                new DrainSight(node, Cordon.NONE, List.of(A), List.of(), Map.of(), Map.of());

        // When
        DrainMove move = DrainDecision.next(sight, DrainProgress.begun(T0), OPTIONS, T0);

        // Then
        assertThat(move).isInstanceOf(Await.class).asString().contains(taint);
    }

    @ParameterizedTest
    @EnumSource(Force.class)
    void onlyForceDeletesAPodAndOnlyAfterItsTime(Force force) {
        // Given
        DrainOptions options =
                new DrainOptions(1, force, true, Duration.ofMinutes(5), Duration.ofHours(1));
        DrainPod refusing = Pods.of("ReplicaSet", "a").refusing("x: \"true\"").pod();
        DrainSight sight = sight(Map.of(), Map.of(), refusing);
        DrainProgress progress = DrainProgress.begun(T0).seen(sight, options, T0);
        Instant inTime = T0.plus(Duration.ofMinutes(5));
        Instant late = inTime.plusSeconds(1);

        // When
        DrainMove early = DrainDecision.next(sight, progress, options, inTime);
        DrainMove then = DrainDecision.next(sight, progress, options, late);

        // Then
        assertThat(early).isInstanceOf(DrainMove.Await.class);
        assertThat(then)
                .isInstanceOf(
                        force == Force.DELETE_AFTER_TIMEOUT
                                ? DrainMove.Delete.class
                                : DrainMove.GiveUp.class);
    }

    @Test
    void nodeThatIsEmptyIsEmptyHoweverLongItTook() {
        // Given
        DrainSight sight = sight(Map.of(), Map.of());
        Instant late = T0.plus(Duration.ofHours(5));

        // When
        DrainMove move = DrainDecision.next(sight, DrainProgress.begun(T0), OPTIONS, late);

        // Then
        assertThat(move).isEqualTo(new Finish());
    }

    private static Node tainted(String key) {
        Node plain = Nodes.plain();
        return new Node(
                plain.name(),
                plain.uid(),
                plain.resourceVersion(),
                plain.createdAt(),
                plain.labels(),
                plain.claims(),
                List.of(new Taint(key, "", "NoSchedule")),
                false,
                false,
                plain.readiness(),
                plain.providerId());
    }

    private static DrainSight sight(
            Map<Workload, Integer> ready, Map<Workload, Integer> wanted, DrainPod... pods) {
        return new DrainSight(Nodes.plain(), Cordon.OURS, List.of(pods), List.of(), ready, wanted);
    }
}
