package dev.plimsoll.operator.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.Force;
import dev.plimsoll.core.drain.OnTimeout;
import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.core.port.DrainWorld.Look;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrainRunTest {

    private final PaperWorld world = new PaperWorld();
    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void emptiesTheNodeOneByOne() {
        // Given
        world.add("a");
        world.add("b");

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.Drained.class);
        assertThat(told)
                .containsExactly(
                        "planned 2",
                        "cordoned",
                        "evicting a",
                        "gone a",
                        "evicting b",
                        "gone b",
                        "ended");
        assertThat(world.asked).containsExactly("a", "b");
        assertThat(world.cordon).isEqualTo(Cordon.OURS);
    }

    @Test
    void nothingIsDoneOnWhatIsNotSeen() {
        // Given
        world.add("a");
        for (int look = 0; look < 20; look++) {
            world.looks.add(new Look.Failed("The API server does not answer."));
        }

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.Drained.class);
        assertThat(told).startsWith("waiting The API server does not answer.", "planned 1");
        assertThat(told.stream().filter(line -> line.startsWith("waiting The API"))).hasSize(1);
    }

    @Test
    void serverThatIsNeverSeenEndsTheDrainInTime() {
        // Given
        for (int look = 0; look < 100_000; look++) {
            world.looks.add(new Look.Failed("The API server does not answer."));
        }

        // When
        DrainResult result = run();

        // Then
        assertThat(result)
                .isEqualTo(new DrainResult.GivenUp("The API server does not answer.", false));
        assertThat(now).isBetween(at(Duration.ofHours(1)), at(Duration.ofMinutes(61)));
        assertThat(world.asked).isEmpty();
    }

    @Test
    void doubtfulEvictionThatWasCarriedOutIsNotRepeated() {
        // Given
        world.add("a");
        world.answers.add(new PaperWorld.Answer(new WriteOutcome.Doubtful<>("no answer"), true));

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.Drained.class);
        assertThat(world.asked).containsExactly("a");
    }

    @Test
    void refusedEvictionIsAskedForAgainWhenTheServerSaid() {
        // Given
        world.add("a");
        world.answers.add(
                new PaperWorld.Answer(
                        new WriteOutcome.Busy<>(Duration.ofSeconds(30), "too many"), false));

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.Drained.class);
        assertThat(world.asked).containsExactly("a", "a");
        assertThat(now).isAfterOrEqualTo(at(Duration.ofSeconds(30)));
    }

    @Test
    void forbiddenEvictionEndsTheDrainAndOpensTheNode() {
        // Given
        world.add("a");
        world.answers.add(
                new PaperWorld.Answer(
                        new WriteOutcome.Refused<>(403, "may not create evictions"), false));
        world.openings.add(new WriteOutcome.Busy<>(Duration.ofSeconds(1), "busy"));

        // When
        DrainResult result = run();

        // Then
        assertThat(result)
                .isEqualTo(
                        new DrainResult.GivenUp(
                                "The pod shop/a may not be made to leave: may not create evictions",
                                true));
        assertThat(world.cordon).isEqualTo(Cordon.NONE);
    }

    @Test
    void drainThatIsStartedAgainGoesOn() {
        // Given
        world.cordon = Cordon.OURS;
        world.add("b");

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.Drained.class);
        assertThat(told).doesNotContain("cordoned");
    }

    @Test
    void missingRightIsSaidAtOnce() {
        // Given
        world.add("a");
        world.looks.add(new Look.Forbidden("The API server forbids it: no nodes for you."));

        // When
        DrainResult result = run();

        // Then
        assertThat(result)
                .isEqualTo(
                        new DrainResult.GivenUp(
                                "The API server forbids it: no nodes for you.", false));
        assertThat(now).isEqualTo(Instant.EPOCH);
    }

    @Test
    void rightThatIsLostOnTheWayIsWaitedFor() {
        // Given
        world.add("a");
        world.add("b");
        world.afterCordon.add(new Look.Forbidden("The API server forbids it: not now."));

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.Drained.class);
        assertThat(world.asked).containsExactly("a", "b");
    }

    @Test
    void nodeThatVanishesOnTheWayIsNoFailure() {
        // Given
        world.add("a");
        world.afterCordon.add(new Look.Missing());

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.NodeGone.class);
    }

    @Test
    void laterNodeOfTheSameNameIsNotTouched() {
        // Given
        world.add("a");
        world.afterCordon.add(world.lookAt("another-uid"));

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isInstanceOf(DrainResult.NodeGone.class);
        assertThat(world.asked).isEmpty();
    }

    @Test
    void cordonThatMayYetArriveIsWaitedForBeforeGivingUp() {
        // Given
        world.add("a");
        DrainRun run = new DrainRun("node", DrainOptions.STANDARD, world, new Teller(), () -> now);
        world.cordons.add(new WriteOutcome.Doubtful<>("no answer"));
        run.turn();
        run.turn();
        run.giveUp("It was cancelled.");

        // When
        Optional<DrainResult> atOnce = run.turn();
        world.cordon = Cordon.OURS;
        Optional<DrainResult> then = run.turn();

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(then).contains(new DrainResult.GivenUp("It was cancelled.", true));
        assertThat(world.cordon).isEqualTo(Cordon.NONE);
    }

    @Test
    void nodeThatIsToStayClosedStaysClosed() {
        // Given
        world.add("a");
        world.answers.add(new PaperWorld.Answer(new WriteOutcome.Refused<>(403, "may not"), false));
        DrainOptions options =
                new DrainOptions(
                        1,
                        Force.NEVER,
                        true,
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        OnTimeout.STAY_CORDONED);
        DrainRun run = new DrainRun("node", options, world, new Teller(), () -> now);

        // When
        run.turn();
        run.turn();
        Optional<DrainResult> result = run.turn();

        // Then
        assertThat(result)
                .contains(
                        new DrainResult.GivenUp(
                                "The pod shop/a may not be made to leave: may not", false));
        assertThat(world.cordon).isEqualTo(Cordon.OURS);
    }

    @Test
    void nodeThatIsNotThereIsSaid() {
        // Given
        world.looks.add(new Look.Missing());

        // When
        DrainResult result = run();

        // Then
        assertThat(result).isEqualTo(new DrainResult.NoNode());
        assertThat(world.asked).isEmpty();
    }

    private static Instant at(Duration time) {
        return Instant.EPOCH.plus(time);
    }

    private DrainResult run() {
        return run(new DrainRun("node", DrainOptions.STANDARD, world, new Teller(), () -> now));
    }

    private DrainResult run(DrainRun run) {
        Optional<DrainResult> result = run.turn();
        while (result.isEmpty()) {
            now = now.plus(run.pause(DrainAlarm.NONE));
            result = run.turn();
        }
        return result.get();
    }

    private final class Teller implements DrainListener {
        @Override
        public void planned(DrainPlan plan) {
            told.add("planned " + plan.leaving().size());
        }

        @Override
        public void cordoned(String node) {
            told.add("cordoned");
        }

        @Override
        public void evicting(String node, DrainPod pod) {
            told.add("evicting " + pod.name());
        }

        @Override
        public void deleting(String node, DrainPod pod) {
            told.add("deleting " + pod.name());
        }

        @Override
        public void gone(String node, DrainPod pod, Duration took) {
            told.add("gone " + pod.name());
        }

        @Override
        public void waiting(String node, String why) {
            if (Set.of("The API server does not answer.").contains(why)) {
                told.add("waiting " + why);
            }
        }

        @Override
        public void ended(String node, DrainResult result) {
            told.add("ended");
        }
    }
}
