package dev.plimsoll.core.drainpolicy;

import static dev.plimsoll.core.drainpolicy.PolicyFleet.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.Standing.State;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.Phase;
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
        assertThat(PolicyFleet.next(plan)).containsExactly("full");
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
        assertThat(PolicyFleet.message(plan))
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
        assertThat(PolicyFleet.message(plan))
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
        assertThat(PolicyFleet.message(plan)).contains(why);
    }

    @Test
    void nodeThatWeCordonedOnceIsNotOfSomebodyElse() {
        // Given
        fleet.over(node("full", "a", "i-0abc", Cordon.OURS), 10);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(PolicyFleet.next(plan)).containsExactly("full");
    }

    @Test
    void machineThatNobodyCanEndIsSaid() {
        // Given
        fleet.over(node("full", "a", "kwok://full", Cordon.NONE), 10);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(PolicyFleet.next(plan)).containsExactly("full");
        assertThat(PolicyFleet.message(plan))
                .contains("drained only", "kwok://full is of no EC2 instance");
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
        assertThat(PolicyFleet.message(plan))
                .isEqualTo("Nothing is done without data: its kubelet is silent.");
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
        assertThat(PolicyFleet.message(plan)).startsWith("It has fallen below the line");
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
}
