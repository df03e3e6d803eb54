package dev.plimsoll.operator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteBudgetTest {

    private final SteppedClock clock = new SteppedClock();
    private final WriteBudget budget = new WriteBudget(clock, 10, 3);

    @Test
    void allowsABurstAndThenASteadyRate() {
        // Given
        int burst = takeAll();

        // When
        clock.advance(Duration.ofMillis(200));

        // Then
        assertThat(burst).isEqualTo(3);
        assertThat(takeAll()).isEqualTo(2);
        assertThat(budget.untilNext()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void savesUpNoMoreThanTheBurst() {
        // Given
        takeAll();

        // When
        clock.advance(Duration.ofHours(1));

        // Then
        assertThat(takeAll()).isEqualTo(3);
    }

    @Test
    void outlivesAClockThatIsSetBack() {
        // Given
        takeAll();
        clock.advance(Duration.ofHours(-1));
        assertThat(budget.take()).isFalse();

        // When
        clock.advance(Duration.ofMillis(100));

        // Then
        assertThat(budget.take()).isTrue();
    }

    private int takeAll() {
        int taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }
}
