package dev.plimsoll.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1000, 1",
        "100m, 100, 1",
        "100u, 1, 1",
        "1n, 1, 1",
        "1.5Gi, 1610612736000, 1610612736",
        "1e9, 1000000000000, 1000000000",
        "1E9, 1000000000000, 1000000000",
        "128974848000m, 128974848000, 128974848",
        "2k, 2000000, 2000",
        "1E, 9223372036854775807, 1000000000000000000",
        "7Ei, 9223372036854775807, 8070450532247928832",
        "8Ei, 9223372036854775807, 9223372036854775807",
        "20E, 9223372036854775807, 9223372036854775807",
        "1e99999, 9223372036854775807, 9223372036854775807",
        "1e-99999, 1, 1",
        ".5, 500, 1",
        "1.Ki, 1024000, 1024",
        "0.1Ki, 102400, 103",
        "Ki, 0, 0",
        "-0, 0, 0",
        "+3, 3000, 3",
        "' 250m ', 250, 1"
    })
    void roundsUpAsTheApiServerDoes(String text, long millis, long units) {
        // When
        Quantity quantity = Quantity.parse(text);

        // Then
        assertThat(quantity.ceilMillis()).isEqualTo(millis);
        assertThat(quantity.ceilUnits()).isEqualTo(units);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "12Q", "1e", "1e+", "1 Gi", "1..2", "1Gi2", "1m5", "١"})
    void namesTheTextThatIsNoQuantity(String text) {
        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantity.parse(text))
                .withMessage(
                        "\"%s\" is no quantity; a number with an optional suffix was expected, such"
                                + " as 100m, 1.5Gi or 1e9",
                        text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-100m", "-1Ki", "-0.5"})
    void refusesWhatIsNegative(String text) {
        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantity.parse(text))
                .withMessageContaining("\"" + text + "\" is negative");
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 0.7, 1100",
        "100u, 100u, 1",
        "1n, 999999999n, 1000",
        "8Ei, 8Ei, 9223372036854775807"
    })
    void addsExactlyAndRoundsOnce(String one, String other, long millis) {
        // Given
        Quantity quantity = Quantity.parse(one);

        // When
        Quantity sum = quantity.plus(Quantity.parse(other));

        // Then
        assertThat(sum.ceilMillis()).isEqualTo(millis);
    }
}
