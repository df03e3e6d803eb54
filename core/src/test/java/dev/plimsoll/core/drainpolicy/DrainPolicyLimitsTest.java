package dev.plimsoll.core.drainpolicy;

import static dev.plimsoll.core.drainpolicy.PolicyFleet.NOW;
import static dev.plimsoll.core.drainpolicy.PolicyFleet.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.Standing.State;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many nodes are drained at a time, and which not again. */
class DrainPolicyLimitsTest {

    private static final DrainPolicySpec ENFORCE =
            PolicyFleet.spec(DrainMode.ENFORCE, DrainLimits.STANDARD);

    private final PolicyFleet fleet = new PolicyFleet().well(10);

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
        assertThat(PolicyFleet.message(plan)).startsWith("Held back: 3 of 13 nodes");
    }

    @Test
    void noMoreNodesThanTheLimitTheLongestFirst() {
        // Given
        fleet.over(node("full", "a"), 10).over(node("fuller", "b"), 20);

        // When
        DrainPolicyPlan plan = fleet.plan(ENFORCE);

        // Then
        assertThat(PolicyFleet.next(plan)).containsExactly("fuller");
        assertThat(PolicyFleet.message(plan))
                .isEqualTo("It waits: 1 of at most 1 nodes are being drained.");
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
        assertThat(PolicyFleet.next(plan)).containsExactly("full");
    }

    @Test
    void noMoreNodesOfAZoneThanItsLimit() {
        // Given
        fleet.over(node("a1", "a"), 30).over(node("a2", "a"), 20).over(node("full", "b"), 10);

        // When
        DrainPolicyPlan plan =
                fleet.plan(PolicyFleet.spec(DrainMode.ENFORCE, new DrainLimits(3, 1, 50)));

        // Then
        assertThat(PolicyFleet.next(plan)).containsExactly("a1", "full");
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
        assertThat(PolicyFleet.message(plan)).isEqualTo("NodeDrain drain-0 is Evicting.");
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
        assertThat(PolicyFleet.message(plan))
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
        assertThat(PolicyFleet.message(plan)).startsWith("The node was drained and stays cordoned");
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
        assertThat(PolicyFleet.next(plan)).containsExactly("full");
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
        assertThat(PolicyFleet.next(plan)).containsExactly("full");
    }
}
