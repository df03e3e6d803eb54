package dev.plimsoll.core.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCountTest {

    @ParameterizedTest
    @CsvSource({"1%, 1", "9%, 9", "10%, 10", "99%, 99", "100%, 100"})
    void readsPercentages(String text, int percent) {
        // Given a percentage

        // When
        Optional<LabelCount> count = LabelCount.percent(text);

        // Then
        assertThat(count).contains(new LabelCount.Percent(percent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "0%", "101%", "010%", "-1%", "5", "5 %", "5.5%", "ten%"})
    void refusesTheRest(String text) {
        // Given something else

        // When
        Optional<LabelCount> count = LabelCount.percent(text);

        // Then
        assertThat(count).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 1", "10, 10, 1", "10, 11, 2", "100, 7, 7", "50, 3, 2", "1, 0, 0"})
    void roundsUp(int percent, int eligible, int expected) {
        // Given
        LabelCount count = new LabelCount.Percent(percent);

        // When
        int nodes = count.of(eligible);

        // Then
        assertThat(nodes).isEqualTo(expected);
    }
}
