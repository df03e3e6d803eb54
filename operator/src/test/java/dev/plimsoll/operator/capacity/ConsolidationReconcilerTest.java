package dev.plimsoll.operator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec.Mode;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.queue.Result;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsolidationReconcilerTest {

    private static final Duration LOST_WRITE = Duration.ofSeconds(30);

    private final SmallWorld world = new SmallWorld();
    private final ConsolidationReconciler reconciler =
            new ConsolidationReconciler(
                    world,
                    world,
                    world,
                    world,
                    world,
                    new ConsolidationTeller(world),
                    world,
                    () -> world.now,
                    LOST_WRITE);

    @Test
    void recommendsAndTouchesNothing() {
        // Given
        fleet();
        world.policy(Mode.RECOMMEND, 1, 1);

        // When
        Result result = settle();

        // Then
        assertThat(world.ordered).isEmpty();
        assertThat(result)
                .isEqualTo(new Result.Settled(Optional.of(world.now.plus(SmallWorld.EVERY))));
        ConsolidationStatus status = status();
        assertThat(status.removable()).isEqualTo(2);
        assertThat(status.savingsUsd()).isEqualTo("280.32");
        assertThat(status.monthlyUsd()).isEqualTo("560.64");
        assertThat(condition("Planned").reason()).isEqualTo("Recommended");
        assertThat(world.events)
                .containsExactly(
                        "NORMAL Recommended: 2 nodes can go; the mode is Recommend, so none is"
                                + " touched.");
    }

    @Test
    void drainsOneAfterTheOtherEachOnANewPlan() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);

        // When
        for (int turn = 0; turn < 10; turn++) {
            settle();
            assertThat(world.running()).as("drains at a time").isLessThanOrEqualTo(1);
            world.finishDrains();
        }

        // Then
        assertThat(world.nodes).hasSize(2);
        assertThat(world.pods.values()).noneMatch(pod -> pod.pod().nodeName().isEmpty());
        Set<String> once = new HashSet<>(world.ordered);
        assertThat(world.ordered).hasSize(2).hasSameSizeAs(once);
        assertThat(condition("Planned").reason()).isEqualTo("NothingToRemove");
        assertThat(world.drains.values())
                .allSatisfy(drain ->
                        assertThat(drain.spec().valid().orElseThrow().decrement())
                                .as("an Auto Scaling group must not start another")
                                .isTrue());
    }

    @Test
    void drainsAsManyAtATimeAsAllowed() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 2, 1);

        // When
        settle();

        // Then
        assertThat(world.running()).isEqualTo(2);
    }

    @Test
    void keepsAsManyNodesAsAsked() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 5, 3);

        // When
        settle();

        // Then
        assertThat(world.ordered).hasSize(1);
    }

    @Test
    void readsNoFleetWhileItsDrainRuns() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);
        settle();
        int before = world.reads;

        // When
        settle();

        // Then
        assertThat(world.reads).isEqualTo(before);
        assertThat(condition("Halted").reason()).isEqualTo("Draining");
        assertThat(status().draining()).isEqualTo(world.ordered);
    }

    @Test
    void haltsAtAFailedDrainUntilItIsDeleted() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);
        settle();
        String failed = world.drains.keySet().iterator().next();
        world.end(failed, Phase.FAILED, "A budget blocks.");

        // When
        settle();

        // Then
        assertThat(world.ordered).hasSize(1);
        assertThat(condition("Halted"))
                .satisfies(halted -> {
                    assertThat(halted.status()).isTrue();
                    assertThat(halted.message())
                            .contains(failed, "Failed: A budget blocks.", "Delete it");
                });
        assertThat(world.events).anyMatch(event -> event.startsWith("WARNING DrainFailed"));
        world.drains.remove(failed);
        settle();
        assertThat(world.ordered).hasSize(2);
        assertThat(condition("Halted").status()).isFalse();
    }

    @Test
    void goesOnAfterAFailureWhenThePolicyIsEdited() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);
        settle();
        world.end(world.drains.keySet().iterator().next(), Phase.CANCELLED, "");
        settle();
        assertThat(world.ordered).hasSize(1);

        // When
        world.policy(Mode.ENFORCE, 1, 1, 2);
        world.now = world.now.plusSeconds(1);
        settle();

        // Then
        assertThat(world.ordered).hasSize(2);
    }

    @Test
    void waitsWhileAPodHasNoNode() {
        // Given
        fleet();
        world.pod("lonely", "");
        world.policy(Mode.ENFORCE, 1, 1);

        // When
        settle();

        // Then
        assertThat(world.ordered).isEmpty();
        assertThat(condition("Planned").message()).contains("shop/lonely");
        world.pod("lonely", "n2");
        settle();
        assertThat(world.ordered).hasSize(1);
    }

    @Test
    void letsTheDrainOfAnotherGoFirst() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);
        var _ =
                world.create(
                        "by-hand",
                        Map.of(),
                        new NodeDrainSpec(
                                "n1", "", DrainOptions.STANDARD, EndChoice.AUTO, false, false));

        // When
        settle();

        // Then
        assertThat(world.ordered).containsExactly("n1");
        assertThat(condition("Planned").reason()).isEqualTo("OtherDrain");
    }

    @Test
    void leavesANodeThatSomebodyHasCordoned() {
        // Given
        world.node("full", 12);
        world.node("closed", 1);
        world.cordon("closed");
        world.policy(Mode.ENFORCE, 1, 1);

        // When
        settle();

        // Then
        assertThat(world.ordered).isEmpty();
        assertThat(status().removable()).isZero();
    }

    @Test
    void decidesNothingOnWhatItCannotRead() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);
        world.unreadable = "The API server cannot be reached.";

        // When
        Result result = settle();

        // Then
        assertThat(world.ordered).isEmpty();
        assertThat(condition("Planned"))
                .isEqualTo(
                        new Condition(
                                "Planned",
                                false,
                                "FleetUnread",
                                "The API server cannot be reached."));
        assertThat(result)
                .isEqualTo(new Result.Settled(Optional.of(world.now.plus(Duration.ofMinutes(1)))));
        assertThat(world.events).anyMatch(event -> event.startsWith("WARNING FleetUnread"));
    }

    @Test
    void ordersNothingUntilTheLastLeadersOrderCannotArriveAnyMore() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);

        // When
        Result first = reconciler.reconcile("p");

        // Then
        assertThat(world.ordered).isEmpty();
        assertThat(first).isEqualTo(new Result.Settled(Optional.of(world.now.plus(LOST_WRITE))));
        world.now = world.now.plus(LOST_WRITE);
        var _ = reconciler.reconcile("p");
        assertThat(world.ordered).hasSize(1);
    }

    @Test
    void takesAnOrderThatWasNotAnsweredForOneThatMayArrive() {
        // Given
        fleet();
        world.policy(Mode.ENFORCE, 1, 1);
        world.nextOrder = Optional.of(new WriteOutcome.Doubtful<>("no answer"));
        settle();
        assertThat(world.ordered).isEmpty();

        // When
        Result soon = reconciler.reconcile("p");

        // Then
        assertThat(world.ordered).isEmpty();
        assertThat(soon).isEqualTo(new Result.Settled(Optional.of(world.now.plus(LOST_WRITE))));
        settle();
        assertThat(world.ordered).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithASpec() {
        // Given
        fleet();
        world.policy =
                new ConsolidationPolicy(
                        "p",
                        "u",
                        "1",
                        1,
                        false,
                        new Reading.Invalid<>("spec.mode must be known"),
                        ConsolidationStatus.NONE,
                        Map.of());

        // When
        settle();

        // Then
        assertThat(world.reads).isZero();
        assertThat(status().conditions())
                .containsExactly(
                        new Condition("Accepted", false, "Invalid", "spec.mode must be known"));
        assertThat(world.events).containsExactly("WARNING Invalid: spec.mode must be known");
    }

    /** 16 GiB each; 24 pods of one GiB need two of the four. */
    private void fleet() {
        world.node("n0", 10);
        world.node("n1", 8);
        world.node("n2", 4);
        world.node("n3", 2);
    }

    /** Looks until it would do the same in any case. */
    private Result settle() {
        var _ = reconciler.reconcile("p");
        world.now = world.now.plus(LOST_WRITE);
        return reconciler.reconcile("p");
    }

    private ConsolidationStatus status() {
        return Objects.requireNonNull(world.policy).status();
    }

    private Condition condition(String type) {
        List<Condition> found =
                status().conditions().stream().filter(one -> one.type().equals(type)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
