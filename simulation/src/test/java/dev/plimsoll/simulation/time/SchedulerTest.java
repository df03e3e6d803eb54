package dev.plimsoll.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    private final VirtualClock clock = new VirtualClock(START);
    private final Scheduler scheduler = new Scheduler(clock, new Seed(1).stream("test"));
    private final List<String> happened = new ArrayList<>();

    @Test
    void runsInTheOrderOfTimeAndMovesTheClock() {
        // Given
        happensAfter("late", Duration.ofSeconds(9));
        happensAfter("soon", Duration.ofSeconds(1));
        happensAfter("never", Duration.ofSeconds(11));

        // When
        scheduler.runUntil(START.plusSeconds(10));

        // Then
        assertThat(happened).containsExactly("soon at 1", "late at 9");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
        assertThat(scheduler.next()).contains(START.plusSeconds(11));
    }

    @Test
    void letsTimePassInTheMidstOfAnAction() {
        // Given: a call that takes five seconds, and something else that happens meanwhile.
        scheduler.after(
                Duration.ofSeconds(1),
                () -> {
                    scheduler.runUntil(clock.instant().plusSeconds(5));
                    happened.add("the call returns");
                });
        happensAfter("meanwhile", Duration.ofSeconds(3));

        // When
        scheduler.runUntil(START.plusSeconds(2));

        // Then: the clock does not go back to where the outer run was to end.
        assertThat(happened).containsExactly("meanwhile at 3", "the call returns");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(6));
    }

    @Test
    void drawsTheOrderOfWhatIsSimultaneous() {
        // Given
        LongStream seeds = LongStream.range(0, 20);

        // When
        List<List<Integer>> orders = seeds.mapToObj(SchedulerTest::orderOfNine).toList();

        // Then
        assertThat(orders).doesNotHaveDuplicates();
        assertThat(orderOfNine(3)).isEqualTo(orders.get(3));
    }

    private static List<Integer> orderOfNine(long seed) {
        Scheduler scheduler = new Scheduler(new VirtualClock(START), new Seed(seed).stream("test"));
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, 9).forEach(i -> scheduler.at(START, () -> order.add(i)));
        scheduler.runUntil(START);
        return order;
    }

    private void happensAfter(String what, Duration wait) {
        scheduler.after(wait, () -> happened.add(what + " at " + seconds()));
    }

    private long seconds() {
        return Duration.between(START, clock.instant()).toSeconds();
    }
}
