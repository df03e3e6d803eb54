package dev.plimsoll.operator.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.port.DrainWorld.Look;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrainRunTest {

    private final PaperWorld world = new PaperWorld();
    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void emptiesTheNodeOneByOne() throws InterruptedException {
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
    void nothingIsDoneOnWhatIsNotSeen() throws InterruptedException {
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
    void serverThatIsNeverSeenEndsTheDrainInTime() throws InterruptedException {
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
    void doubtfulEvictionThatWasCarriedOutIsNotRepeated() throws InterruptedException {
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
    void refusedEvictionIsAskedForAgainWhenTheServerSaid() throws InterruptedException {
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
    void forbiddenEvictionEndsTheDrainAndOpensTheNode() throws InterruptedException {
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
                                "The pod shop/a may not be evicted: may not create evictions",
                                true));
        assertThat(world.cordon).isEqualTo(Cordon.NONE);
    }

    @Test
    void drainThatIsStartedAgainGoesOn() throws InterruptedException {
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
    void nodeThatIsNotThereIsSaid() throws InterruptedException {
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

    private DrainResult run() throws InterruptedException {
        return new DrainRun(
                        "node",
                        DrainOptions.STANDARD,
                        world,
                        new Teller(),
                        () -> now,
                        time -> now = now.plus(time))
                .run();
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
