package dev.plimsoll.operator.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainWait;
import dev.plimsoll.core.drain.Force;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.core.port.DrainWorld.Look;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a drain wants to be driven again, and what it wants to be woken by. */
class DrainPauseTest {

    private final PaperWorld world = new PaperWorld();
    private final List<DrainWait> set = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final DrainRun run = run(DrainOptions.STANDARD);

    @Test
    void nothingIsWaitedForBeforeTheFirstPodIsLetGo() {
        // Given
        world.add("a");

        // When
        Duration afterPlan = turn(true);
        Duration afterCordon = turn(true);

        // Then
        assertThat(List.of(afterPlan, afterCordon)).containsOnly(Duration.ZERO);
        assertThat(set).noneMatch(DrainWait::forAnything);
    }

    @Test
    void podThatGoesIsLeftToTheAlarmAndLookedAtSlowly() {
        // Given
        world.add("a");
        turn(true);
        turn(true);

        // When
        Duration pause = turn(true);

        // Then
        assertThat(pause).isEqualTo(Duration.ofSeconds(5));
        assertThat(set.getLast().going()).containsExactly("uid-a");
        assertThat(set.getLast().node()).isEqualTo("node");
    }

    @Test
    void podThatNoAlarmWatchesIsLookedAtOften() {
        // Given
        world.add("a");
        turn(false);
        turn(false);

        // When
        Duration pause = turn(false);

        // Then
        assertThat(pause).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void shortTimeOutIsNotSleptThrough() {
        // Given
        world.add("a");
        DrainOptions hasty =
                new DrainOptions(1, Force.NEVER, true, Duration.ofSeconds(1), Duration.ofHours(1));
        DrainRun run = run(hasty);
        run.turn();
        run.turn();
        run.turn();

        // When
        Duration pause = run.pause(new Alarm(true));

        // Then
        assertThat(pause).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsBlockedIsAskedAfterLessAndLessOften() {
        // Given
        world.add("a");
        for (int refusal = 0; refusal < 100; refusal++) {
            world.answers.add(
                    new PaperWorld.Answer(
                            new WriteOutcome.Busy<>(Duration.ofMinutes(1), "no"), false));
        }
        turn(true);
        turn(true);
        turn(true);

        // When
        Duration first = turn(true);
        now = now.plusSeconds(20);
        Duration then = turn(true);
        now = now.plusSeconds(30);
        Duration last = turn(true);

        // Then
        assertThat(List.of(first, then, last))
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void podThatIsRefusedForTooLongIsDeletedWhereForceSaysSo() {
        // Given
        world.add("a");
        for (int refusal = 0; refusal < 1000; refusal++) {
            world.answers.add(
                    new PaperWorld.Answer(
                            new WriteOutcome.Busy<>(Duration.ofSeconds(20), "no"), false));
        }
        DrainOptions options =
                new DrainOptions(
                        1,
                        Force.DELETE_AFTER_TIMEOUT,
                        true,
                        Duration.ofMinutes(1),
                        Duration.ofHours(1));
        DrainRun run = run(options);

        // When
        while (run.turn().isEmpty()) {
            now = now.plus(run.pause(DrainAlarm.NONE));
        }

        // Then
        assertThat(world.asked).containsExactly("a", "a", "a", "delete a");
        assertThat(now).isAfter(Instant.EPOCH.plusSeconds(60));
    }

    @Test
    void budgetThatAllowsOneIsNotUsedTwiceOnOneLook() {
        // Given
        world.add("a");
        world.add("b");
        world.budgets.add(new DisruptionBudget("shop", "web", LabelSelector.EVERYTHING, 1, false));
        DrainRun run =
                run(
                        new DrainOptions(
                                2, Force.NEVER, true, Duration.ofMinutes(5), Duration.ofHours(1)));
        run.turn();
        run.turn();

        // When
        run.turn();

        // Then
        assertThat(world.asked).containsExactly("a");
        assertThat(run.progress().blocked()).containsOnlyKeys("uid-b");
    }

    @Test
    void whatIsNotSeenIsLookedForSoon() {
        // Given
        world.looks.add(new Look.Failed("The API server does not answer."));

        // When
        Duration pause = turn(true);

        // Then
        assertThat(pause).isEqualTo(Duration.ofMillis(500));
    }

    private DrainRun run(DrainOptions options) {
        return new DrainRun("node", options, world, new Deaf(), () -> now);
    }

    private Duration turn(boolean noticed) {
        assertThat(run.turn()).isEmpty();
        return run.pause(new Alarm(noticed));
    }

    private final class Alarm implements DrainAlarm {
        private final boolean noticed;

        Alarm(boolean noticed) {
            this.noticed = noticed;
        }

        @Override
        public boolean set(DrainWait wait) {
            set.add(wait);
            return noticed;
        }

        @Override
        public void close() {}
    }
}
