package dev.plimsoll.operator.nodedrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.nodedrain.PodState;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainReconcilerTest {

    private final PaperOperator operator = new PaperOperator(new CrashPoints(0));
    private final PaperCluster cluster = operator.cluster();
    private final PaperDrains drains = operator.drains();

    @Test
    void drainIsToldStepByStep() {
        // Given
        cluster.pod("web-1", "ReplicaSet", "web");
        cluster.pod("agent-x", "DaemonSet", "agent");
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.written.stream().map(NodeDrainStatus::phase).distinct())
                .containsExactly(
                        Phase.PENDING,
                        Phase.CORDONED,
                        Phase.EVICTING,
                        Phase.ENDING,
                        Phase.SUCCEEDED);
        NodeDrainStatus status = drains.status("one");
        assertThat(status.pods()).isEqualTo(new NodeDrainStatus.Pods(2, 1, 1, 0));
        assertThat(status.steps())
                .extracting(PodStep::pod, PodStep::state)
                .containsExactly(
                        tuple("shop/web-1", PodState.GONE),
                        tuple("shop/agent-x", PodState.STAYING));
        assertThat(status.finished()).isPresent();
        assertThat(operator.events)
                .containsExactly(
                        "one Started: The drain has begun.",
                        "one Cordoned: The node is closed to new pods.",
                        "one Evicting: 1 pods are to leave.",
                        "one Ending: The node is empty and about to be ended.",
                        "one Succeeded: Auto i-0abc eu-west-1");
    }

    @Test
    void podThatBlocksIsNamedInStatusAndEvent() {
        // Given
        cluster.pod("web-1", "ReplicaSet", "web");
        cluster.refusing = true;
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> !drains.status("one").blockedBy().isEmpty());

        // Then
        assertThat(drains.status("one").blockedBy().getFirst().pod()).isEqualTo("shop/web-1");
        assertThat(operator.events)
                .contains("one Blocked: The pod shop/web-1 was refused: the budget says no.");
    }

    @Test
    void secondDrainOfANodeWaitsForTheFirst() {
        // Given
        cluster.pod("web-1", "ReplicaSet", "web");
        cluster.refusing = true;
        order("one", EndChoice.NONE);
        operator.pass(Duration.ofSeconds(5));
        order("two", EndChoice.NONE);
        operator.until(() ->
                drains.status("one").phase() == Phase.EVICTING
                        || !drains.status("one").blockedBy().isEmpty());

        // When
        String waiting = drains.status("two").message();
        drains.cancel("two");
        operator.until(() -> operator.over("two"));

        // Then
        assertThat(waiting).isEqualTo("The node is drained by the NodeDrain one first.");
        assertThat(drains.status("two").phase()).isEqualTo(Phase.CANCELLED);
        assertThat(cluster.cordon).isEqualTo(Cordon.OURS);
    }

    @Test
    void secondDrainHasItsTurnAfterTheFirst() {
        // Given
        cluster.pod("web-1", "ReplicaSet", "web");
        order("one", EndChoice.NONE);
        order("two", EndChoice.NONE);

        // When
        operator.until(() -> operator.over("two"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(drains.status("two").phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(drains.status("two").startedAt())
                .isAfterOrEqualTo(drains.status("one").finishedAt());
    }

    @Test
    void nodeThatCannotEndAsAskedIsNotTouched() {
        // Given
        cluster.nodeLabels = Map.of("karpenter.sh/nodepool", "default");
        cluster.pod("web-1", "ReplicaSet", "web");
        order("one", EndChoice.INSTANCE);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.FAILED);
        assertThat(drains.status("one").message()).contains("NodeClaim alone");
        assertThat(cluster.evictions).isEmpty();
        assertThat(cluster.cordon).isEqualTo(Cordon.NONE);
    }

    @Test
    void nodeOfKarpentersEndsByItsClaim() {
        // Given
        cluster.nodeLabels = Map.of("karpenter.sh/nodepool", "default");
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(cluster.ended).containsExactly("claim");
    }

    @Test
    void nodeWithAnUnknownProviderIsDrainedOnly() {
        // Given
        cluster.provider = "kwok://node";
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(drains.status("one").message()).contains("no EC2 instance");
        assertThat(cluster.ended).isEmpty();
        assertThat(cluster.cordon).isEqualTo(Cordon.OURS);
    }

    @Test
    void volumesAreWaitedFor() {
        // Given
        cluster.volumes.add("pv-1");
        order("one", EndChoice.AUTO);
        operator.until(() -> drains.status("one").message().contains("pv-1"));

        // When
        boolean before = cluster.ended.isEmpty();
        cluster.volumes.clear();
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(before).isTrue();
        assertThat(cluster.ended).hasSize(1);
    }

    @Test
    void endThatIsRefusedFailsAndOpensTheNode() {
        // Given
        cluster.ends.add(new WriteOutcome.Refused<>(403, "not authorized"));
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.FAILED);
        assertThat(drains.status("one").message())
                .isEqualTo(
                        "The machine cannot be ended: not authorized. The node is open to pods"
                                + " again.");
        assertThat(cluster.cordon).isEqualTo(Cordon.NONE);
    }

    @Test
    void endThatIsHeldUpIsTriedAgainInTime() {
        // Given
        cluster.ends.add(new WriteOutcome.Busy<>(Duration.ofSeconds(20), "throttled"));
        cluster.ends.add(new WriteOutcome.Doubtful<>("no answer"));
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(cluster.ended).hasSize(1);
        assertThat(drains.written)
                .extracting(NodeDrainStatus::message)
                .contains("The machine's end is held up: throttled.");
    }

    @Test
    void nodeThatMayBeEndingIsNotOpenedWhenTimeIsUp() {
        // Given
        for (int attempt = 0; attempt < 10_000; attempt++) {
            cluster.ends.add(new WriteOutcome.Doubtful<>("no answer"));
        }
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.FAILED);
        assertThat(cluster.cordon).isEqualTo(Cordon.OURS);
    }

    @Test
    void nodeThatSomebodyElseRemovesCountsAsEnded() {
        // Given
        cluster.pod("web-1", "ReplicaSet", "web");
        order("one", EndChoice.AUTO);
        operator.until(() -> drains.status("one").phase() == Phase.EVICTING);
        cluster.nodeUid = null;

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(cluster.ended).isEmpty();
    }

    @Test
    void laterNodeOfTheNameIsLeftAlone() {
        // Given
        cluster.pod("web-1", "ReplicaSet", "web");
        order("one", EndChoice.AUTO);
        operator.until(() -> drains.status("one").phase() == Phase.EVICTING);
        cluster.nodeUid = "another";
        cluster.cordon = Cordon.NONE;

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(cluster.cordon).isEqualTo(Cordon.NONE);
        assertThat(cluster.ended).isEmpty();
    }

    @Test
    void nodeThatIsNotThereFails() {
        // Given
        cluster.nodeUid = null;
        order("one", EndChoice.AUTO);

        // When
        operator.until(() -> operator.over("one"));

        // Then
        assertThat(drains.status("one").phase()).isEqualTo(Phase.FAILED);
        assertThat(drains.status("one").message()).isEqualTo("There is no node node.");
    }

    @Test
    void historyIsForgottenInTime() {
        // Given
        order("one", EndChoice.NONE);
        operator.until(() -> operator.over("one"));
        operator.turn();
        boolean kept = drains.drain("one") != null;

        // When
        operator.pass(Duration.ofDays(31));
        operator.turn();

        // Then
        assertThat(kept).isTrue();
        assertThat(drains.drain("one")).isNull();
    }

    @Test
    void historyHasABound() {
        // Given
        for (int number = 0; number < 202; number++) {
            order("drain-" + number, EndChoice.NONE);
            String name = "drain-" + number;
            operator.until(() -> operator.over(name));
        }

        // When
        operator.turn();

        // Then
        assertThat(drains.drains()).hasSize(200);
        assertThat(drains.drain("drain-0")).isNull();
        assertThat(drains.drain("drain-201")).isNotNull();
    }

    private void order(String name, EndChoice end) {
        drains.order(name, operator.instant(), end, DrainOptions.STANDARD);
    }
}
