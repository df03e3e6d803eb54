package dev.plimsoll.operator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeriodicJobTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private Instant now = START;
    private final List<Instant> done = new ArrayList<>();

    @Test
    void countsThePauseFromTheEndAndVariesIt() {
        // Given
        PeriodicJob job =
                new PeriodicJob(
                        () -> {
                            done.add(now);
                            now = now.plusSeconds(30);
                        },
                        PAUSE,
                        () -> now,
                        new Random(1));

        // When
        for (int second = 0; second < 3600; second++) {
            var _ = job.step();
            now = now.plusSeconds(1);
        }

        // Then
        assertThat(done).hasSizeBetween(20, 30).startsWith(START);
        for (int time = 1; time < done.size(); time++) {
            assertThat(Duration.between(done.get(time - 1), done.get(time)))
                    .isBetween(Duration.ofSeconds(137), Duration.ofSeconds(164));
        }
        assertThat(done.stream().map(at -> at.getEpochSecond() % 150).distinct())
                .as("not in step")
                .hasSizeGreaterThan(5);
    }

    @Test
    void waitsAfterAFailureToo() {
        // Given
        PeriodicJob job =
                new PeriodicJob(
                        () -> {
                            done.add(now);
                            throw new IllegalStateException("no");
                        },
                        PAUSE,
                        () -> now,
                        new Random(1));

        // When
        assertThatThrownBy(job::step).isInstanceOf(IllegalStateException.class);

        // Then
        assertThat(job.step()).isFalse();
        assertThat(job.nextDue()).hasValueSatisfying(due -> assertThat(due).isAfter(START));
        assertThat(done).hasSize(1);
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() {
        // Given
        PeriodicJob job = new PeriodicJob(() -> done.add(now), PAUSE, () -> now, new Random(1));
        var _ = job.step();

        // When
        now = START.minus(Duration.ofDays(1));

        // Then
        assertThat(job.nextDue()).contains(now);
        assertThat(job.step()).isTrue();
        assertThat(job.step()).isFalse();
        assertThat(job.nextDue())
                .hasValueSatisfying(
                        due -> assertThat(due).isBefore(now.plus(PAUSE.multipliedBy(2))));
    }
}
