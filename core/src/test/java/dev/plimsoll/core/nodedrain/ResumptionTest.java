package dev.plimsoll.core.nodedrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainProgress;
import dev.plimsoll.core.drain.DrainProgress.Replacement;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResumptionTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = T0.plusSeconds(100);
    private static final DrainOptions OPTIONS = DrainOptions.STANDARD;
    private static final DrainPod A = pod("a");
    private static final DrainPod B = pod("b");
    private static final Workload WEB = Workload.of(A).orElseThrow();

    @Test
    void everythingThatIsKnownGoesOn() {
        // Given a drain that waits for a, and has been refused b
        DrainProgress before =
                begun().evicted(A, T0.plusSeconds(5))
                        .refused(B, "was refused: no", Duration.ofSeconds(5), T0.plusSeconds(6));
        NodeDrainStatus status = report(before, sight(3, A, B));

        // When
        DrainProgress after = Resumption.progress(status, sight(3, A, B), LATER);

        // Then
        assertThat(after.startedAt()).isEqualTo(T0);
        assertThat(after.going()).containsOnlyKeys("uid-a");
        assertThat(after.going().values())
                .extracting(DrainProgress.Going::since)
                .containsExactly(T0.plusSeconds(5));
        assertThat(after.blocked().values())
                .extracting(DrainProgress.Blocked::since)
                .containsExactly(T0.plusSeconds(6));
        assertThat(after.readyAtFirst()).isEqualTo(Map.of(WEB, 3));
    }

    @Test
    void podThatWentUnseenIsReplacedBeforeTheNext() {
        // Given a status that knows nothing of the eviction of a
        NodeDrainStatus status = report(begun(), sight(3, A, B));
        DrainSight now = sight(2, B);

        // When
        DrainProgress after = Resumption.progress(status, now, LATER).seen(now, OPTIONS, LATER);

        // Then
        assertThat(after.replacements()).isEqualTo(Map.of(WEB, new Replacement(3, LATER)));
    }

    @Test
    void replacementThatWasWaitedForIsWaitedForStill() {
        // Given
        DrainProgress before = begun().evicted(A, T0).seen(sight(2, B), OPTIONS, T0.plusSeconds(9));
        NodeDrainStatus status = report(before, sight(2, B));

        // When
        DrainProgress after =
                Resumption.progress(status, sight(2, B), LATER).seen(sight(2, B), OPTIONS, LATER);

        // Then
        assertThat(after.replacements())
                .isEqualTo(Map.of(WEB, new Replacement(3, T0.plusSeconds(9))));
        assertThat(Resumption.counted(status)).containsExactly(WEB);
    }

    @Test
    void countsAreThoseOfTheWholeDrain() {
        // Given
        NodeDrainStatus first = report(begun(), sight(3, A, B));

        // When
        NodeDrainStatus then = DrainReport.of(first, sight(2, B), begun(), OPTIONS, LATER);

        // Then
        assertThat(then.pods()).isEqualTo(new NodeDrainStatus.Pods(2, 1, 0, 1));
        assertThat(then.steps())
                .extracting(NodeDrainStatus.PodStep::state)
                .containsExactly(PodState.GONE, PodState.WAITING);
    }

    private static DrainProgress begun() {
        return DrainProgress.begun(T0).seen(sight(3, A, B), OPTIONS, T0);
    }

    private static NodeDrainStatus report(DrainProgress progress, DrainSight sight) {
        NodeDrainStatus none = NodeDrainStatus.NONE;
        NodeDrainStatus started =
                new NodeDrainStatus(
                        1,
                        Phase.EVICTING,
                        "",
                        "",
                        null,
                        none.pods(),
                        List.of(),
                        List.of(),
                        List.of(),
                        T0,
                        null,
                        List.of());
        return DrainReport.of(started, sight, progress, OPTIONS, T0);
    }

    private static DrainSight sight(int ready, DrainPod... pods) {
        Node node =
                new Node(
                        "node",
                        "node-uid",
                        "1",
                        Instant.EPOCH,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        true,
                        false,
                        new Readiness(Readiness.Status.READY, Instant.EPOCH),
                        "");
        return new DrainSight(
                node, Cordon.OURS, List.of(pods), List.of(), Map.of(WEB, ready), Map.of());
    }

    private static DrainPod pod(String name) {
        return new DrainPod(
                "shop",
                name,
                "uid-" + name,
                "node",
                false,
                false,
                new OwnerReference("ReplicaSet", "web"),
                0,
                Map.of(),
                Set.of(),
                true,
                null,
                "");
    }
}
