package dev.plimsoll.serve.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListeningTest {

    @ParameterizedTest
    @CsvSource({"1, 4", "20, 4", "100, 10", "319, 31", "1000, 32"})
    void hasAsManyWorkersAsItsRateTakes(int touchesPerSecond, int workers) {
        // When
        int taken = Listening.workers(touchesPerSecond);

        // Then
        assertThat(taken).isEqualTo(workers);
    }
}
