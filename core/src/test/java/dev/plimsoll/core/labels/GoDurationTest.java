package dev.plimsoll.core.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "90s, PT1M30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        "0.1s, PT0.1S",
        "2h3m4s5ms, PT2H3M4.005S",
        "250ms, PT0.25S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        // Given a duration as people write it

        // When
        Optional<Duration> read = GoDuration.parse(text);

        // Then
        assertThat(read).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "-5m",
                "+5m",
                "m",
                "5 m",
                "5m ",
                "5M",
                "5d",
                "30m1h",
                "1h1h",
                ".5h",
                "1.h",
                "PT5M",
                "five minutes",
                "100000h"
            })
    void refusesTheRest(String text) {
        // Given something else

        // When
        Optional<Duration> read = GoDuration.parse(text);

        // Then
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "250ms", "90s", "5m", "1h", "26h3m4s5ms"})
    void readsWhatItWrites(String text) {
        // Given
        Duration duration = GoDuration.parse(text).orElseThrow();

        // When
        String written = GoDuration.format(duration);

        // Then
        assertThat(GoDuration.parse(written)).contains(duration);
        assertThat(written).isIn(text, "1m30s");
    }

    @Test
    void readsTheLargestWithoutOverflow() {
        // Given
        String largest = "99999.999999999h9999999.999999999m999999999.999999999s999999999ms";

        // When
        Optional<Duration> read = GoDuration.parse(largest);

        // Then
        assertThat(read)
                .hasValueSatisfying(d -> assertThat(d.toDays()).isBetween(22_000L, 29_200L));
    }
}
