package dev.plimsoll.core.drainpolicy;

import static dev.plimsoll.core.drainpolicy.PolicyFleet.NOW;
import static dev.plimsoll.core.drainpolicy.PolicyFleet.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.Standing.State;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DrainPolicyPlannerTest {

    private static final DrainPolicySpec ENFORCE =
            PolicyFleet.spec(DrainMode.ENFORCE, DrainLimits.STANDARD);

    private final PolicyFleet fleet = new PolicyFleet().well(10);

    @Test
    void nodeThatHasBeenOverForLongEnoughIsNext() {
        // Given
        fleet.over(node("full", "a"), 10);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(next(plan)).containsExactly("full");
        assertThat(plan.next().getFirst().reason("full-disks"))
                .isEqualTo(
                        "NodeDrainPolicy full-disks: disk at 83 % of nodefs since"
                                + " 2026-01-01T11:50:00Z.");
        assertThat(plan.matching()).isEqualTo(11);
        assertThat(plan.over()).isEqualTo(1);
    }

    @Test
    void recommendSaysSoAndDoesNothing() {
        // Given
        fleet.over(node("full", "a"), 10);

        // When
        DrainPolicyPlan plan =
                fleet.plan(PolicyFleet.spec(DrainMode.RECOMMEND, DrainLimits.STANDARD));

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(message(plan))
                .startsWith("It should be drained; the policy's mode is Recommend");
    }

    @ParameterizedTest
    @EnumSource(names = {"WARNED", "RISING"})
    void nodeThatIsNotOverForLongEnoughWaits(State state) {
        // Given
        fleet.standing(node("full", "a"), state, 5, true, Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(message(plan))
                .isEqualTo(
                        state == State.WARNED
                                ? "It is over the line of warning."
                                : "It must hold for 10 min.");
    }

    static Stream<Arguments> leftAlone() {
        return Stream.of(
                Arguments.of(
                        node("full", "a", "i-0abc", Cordon.OTHERS), "Somebody else has cordoned"),
                Arguments.of(
                        node(
                                "full",
                                "a",
                                "i-0abc",
                                Cordon.NONE,
                                new Taint("karpenter.sh/disrupted", "", "NoSchedule")),
                        "removed by somebody else"),
                Arguments.of(
                        node("full", "a", "aws:///a/x/fargate-ip-10-0-0-1", Cordon.NONE),
                        "of Fargate"));
    }

    @ParameterizedTest
    @MethodSource("leftAlone")
    void nodeOfSomebodyElseIsLeftAlone(WatchedNode node, String why) {
        // Given
        fleet.over(node, 10);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(message(plan)).contains(why);
    }

    @Test
    void nodeThatWeCordonedOnceIsNotOfSomebodyElse() {
        // Given
        fleet.over(node("full", "a", "i-0abc", Cordon.OURS), 10);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(next(plan)).containsExactly("full");
    }

    @Test
    void machineThatNobodyCanEndIsSaid() {
        // Given
        fleet.over(node("full", "a", "kwok://full", Cordon.NONE), 10);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(next(plan)).containsExactly("full");
        assertThat(message(plan)).contains("drained only", "kwok://full is of no EC2 instance");
    }

    @Test
    void nothingIsDoneWithoutData() {
        // Given
        fleet.standing(
                node("full", "a"), State.OVER, 10, true, Optional.of("its kubelet is silent"));

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(message(plan)).isEqualTo("Nothing is done without data: its kubelet is silent.");
        assertThat(plan.unknown()).isEqualTo(1);
    }

    @Test
    void nodeThatIsJustBelowTheLineIsNotDrained() {
        // Given
        fleet.standing(node("full", "a"), State.OVER, 10, false, Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(message(plan)).startsWith("It has fallen below the line");
    }

    @Test
    void tooManyNodesOverTheLineHoldAllBackHoweverShort() {
        // Given
        fleet.over(node("full", "a"), 10)
                .standing(node("b", "a"), State.RISING, 1, true, Optional.empty())
                .standing(node("c", "a"), State.RISING, 1, true, Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(plan.breaker()).get().asString().startsWith("3 of 13 nodes are over the line");
        assertThat(message(plan)).startsWith("Held back: 3 of 13 nodes");
    }

    @Test
    void noMoreNodesThanTheLimitTheLongestFirst() {
        // Given
        fleet.over(node("full", "a"), 10).over(node("fuller", "b"), 20);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(next(plan)).containsExactly("fuller");
        assertThat(message(plan)).isEqualTo("It waits: 1 of at most 1 nodes are being drained.");
    }

    @Test
    void drainOfAPersonCountsToo() {
        // Given
        fleet.over(node("full", "a"), 10).drain("well-0", Phase.EVICTING, "", Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(plan.draining()).isEqualTo(1);
    }

    @Test
    void drainOfANodeOfAnotherFleetDoesNot() {
        // Given
        fleet.over(node("full", "a"), 10).drain("elsewhere", Phase.EVICTING, "", Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(next(plan)).containsExactly("full");
    }

    @Test
    void noMoreNodesOfAZoneThanItsLimit() {
        // Given
        fleet.over(node("a1", "a"), 30).over(node("a2", "a"), 20).over(node("full", "b"), 10);

        // When
        DrainPolicyPlan plan =
                fleet.plan(PolicyFleet.spec(DrainMode.ENFORCE, new DrainLimits(3, 1, 50)));

        // Then
        assertThat(next(plan)).containsExactly("a1", "full");
        assertThat(plan.nodes())
                .filteredOn(entry -> entry.name().equals("a2"))
                .extracting(DrainPolicyStatus.NodeEntry::message)
                .containsExactly("It waits: 1 of at most 1 nodes of its zone are being drained.");
    }

    @Test
    void nodeThatIsBeingDrainedIsNotOrderedAgain() {
        // Given
        fleet.over(node("full", "a"), 10)
                .drain("full", Phase.EVICTING, "full-disks", Optional.empty());

        // When
        DrainPolicyPlan plan =
                fleet.plan(PolicyFleet.spec(DrainMode.ENFORCE, new DrainLimits(9, 9, 50)));

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(plan.letGo()).isEmpty();
        assertThat(message(plan)).isEqualTo("NodeDrain drain-0 is Evicting.");
    }

    @Test
    void failedDrainIsNotRepeatedAtOnce() {
        // Given
        fleet.over(node("full", "a"), 10)
                .drain("full", Phase.FAILED, "full-disks", Optional.of(NOW.minusSeconds(600)));

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(message(plan))
                .isEqualTo(
                        "A drain of it ended a short time ago: the next is tried at"
                                + " 2026-01-01T12:50:00Z.");
    }

    @Test
    void nodeThatWasDrainedAndStaysIsNotDrainedAgain() {
        // Given
        fleet.over(node("full", "a", "", Cordon.OURS), 10)
                .drain(
                        "full",
                        Phase.SUCCEEDED,
                        "full-disks",
                        Optional.of(NOW.minus(Duration.ofDays(1))));

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.next()).isEmpty();
        assertThat(message(plan)).startsWith("The node was drained and stays cordoned");
    }

    @Test
    void nodeThatPeopleHaveOpenedAgainIsDrainedAgainLater() {
        // Given
        fleet.over(node("full", "a"), 10)
                .drain(
                        "full",
                        Phase.SUCCEEDED,
                        "full-disks",
                        Optional.of(NOW.minus(Duration.ofDays(1))));

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(next(plan)).containsExactly("full");
    }

    @Test
    void failedDrainIsRepeatedAfterAnHour() {
        // Given
        fleet.over(node("full", "a"), 10)
                .drain(
                        "full",
                        Phase.FAILED,
                        "full-disks",
                        Optional.of(NOW.minus(Duration.ofHours(1))));

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(next(plan)).containsExactly("full");
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "CORDONED"})
    void nodeThatHasRecoveredBeforeTheFirstEvictionIsLetGo(Phase phase) {
        // Given
        fleet.drain("well-0", phase, "full-disks", Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.letGo()).extracting(NodeDrain::name).containsExactly("drain-0");
    }

    @Test
    void drainThatHasEvictedGoesOnAndSoDoesAPersons() {
        // Given
        fleet.drain("well-0", Phase.EVICTING, "full-disks", Optional.empty())
                .drain("well-1", Phase.CORDONED, "", Optional.empty())
                .drain("well-2", Phase.CORDONED, "another", Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.letGo()).isEmpty();
    }

    @Test
    void nodeOfWhichNothingIsKnownHasNotRecovered() {
        // Given
        fleet.nodes.add(
                new Watch.Known(
                        node("dark", "a"), Optional.empty(), false, Optional.of("it is silent")));
        fleet.drain("dark", Phase.CORDONED, "full-disks", Optional.empty());

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(plan.letGo()).isEmpty();
    }

    private static List<String> next(DrainPolicyPlan plan) {
        return plan.next().stream().map(candidate -> candidate.node().name()).toList();
    }

    private static String message(DrainPolicyPlan plan) {
        return plan.nodes().stream()
                .filter(entry -> entry.name().equals("full"))
                .findFirst()
                .orElseThrow()
                .message();
    }
}
