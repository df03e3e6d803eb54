package dev.plimsoll.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs electors, fences and gates through seeded storms. A failure names its seed; {@code
 * -Dplimsoll.simulation.first=SEED -Dplimsoll.simulation.seeds=1} replays it, and a larger number
 * runs for longer.
 */
class LeadershipSimulationTest {

    private static final long FIRST = Long.getLong("plimsoll.simulation.first", 0);
    private static final long SEEDS = Long.getLong("plimsoll.simulation.seeds", 10_000);
    private static final long SEEDS_FOR_A_BUG = 3_000;

    @Test
    void stormNeverOpensTwoFencesNorLetsAFormerLeaderWrite() {
        // Given
        LongStream seeds = LongStream.range(FIRST, FIRST + SEEDS);
        LongAdder terms = new LongAdder();
        LongAdder writes = new LongAdder();

        // When
        List<String> faults =
                seeds.parallel()
                        .boxed()
                        .flatMap(seed -> {
                            Referee referee = new Storm(seed, PlantedBug.NONE).run();
                            terms.add(referee.openings());
                            writes.add(referee.accepted());
                            return referee.verdict().stream()
                                    .map(fault -> "seed " + seed + " at " + fault);
                        })
                        .toList();
        // Then
        assertThat(faults).isEmpty();
        assertThat(terms.sum()).as("times a fence opened").isGreaterThan(SEEDS);
        assertThat(writes.sum()).as("accepted writes").isGreaterThan(50 * SEEDS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void stormFindsPlantedBug(PlantedBug bug) {
        // Given
        LongStream seeds = LongStream.range(0, SEEDS_FOR_A_BUG);

        // When
        Optional<Long> found =
                seeds.boxed()
                        .filter(seed -> !new Storm(seed, bug).run().verdict().isEmpty())
                        .findFirst();

        // Then
        assertThat(found).isPresent();
    }

    @ParameterizedTest
    @EnumSource(HandOver.Fate.class)
    @DisplayName("A follower takes over within lease duration + 5 s, from a clean stop within 2 s")
    void followerTakesOverInTime(HandOver.Fate fate) {
        // Given
        Duration limit =
                fate == HandOver.Fate.LEAVE
                        ? Duration.ofSeconds(2)
                        : Rival.TIMES.lease().plusSeconds(5);

        // When
        List<String> tooLate =
                LongStream.range(0, SEEDS / 10)
                        .parallel()
                        .boxed()
                        .flatMap(seed -> {
                            HandOver handOver = new HandOver(seed);
                            Optional<Duration> taken = handOver.after(fate);
                            boolean inTime =
                                    taken.filter(time -> time.compareTo(limit) <= 0).isPresent();
                            return inTime && handOver.faults().isEmpty()
                                    ? Stream.<String>empty()
                                    : Stream.of(
                                            "seed %d: %s %s"
                                                    .formatted(seed, taken, handOver.faults()));
                        })
                        .toList();

        // Then
        assertThat(tooLate).isEmpty();
    }
}
