package dev.plimsoll.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectionTimesTest {

    @Test
    void standardLeavesFiveSecondsForWritesToEnd() {
        // When
        Duration aftermath = ElectionTimes.STANDARD.aftermath();

        // Then
        assertThat(aftermath).isEqualTo(Duration.ofSeconds(5));
        assertThat(ElectionTimes.STANDARD.writeDeadline()).isLessThan(aftermath);
    }

    @ParameterizedTest
    @CsvSource({
        "PT15.5S, PT10S, PT2S, PT1S, PT3S, PT3S, whole seconds",
        "PT0S, PT10S, PT2S, PT1S, PT3S, PT3S, whole seconds",
        "PT15S, PT10S, PT0S, PT1S, PT3S, PT3S, longer than zero",
        "PT15S, PT10S, PT2S, PT1S, PT3S, PT-1S, longer than zero",
        "PT15S, PT5S, PT2S, PT1S, PT3S, PT3S, fail once",
        "PT15S, PT12S, PT2S, PT1S, PT3S, PT3S, end before the lease",
    })
    void timesThatCannotBeSafeAreRefused(
            Duration lease,
            Duration renewDeadline,
            Duration renewPeriod,
            Duration lookPeriod,
            Duration requestTimeout,
            Duration writeDeadline,
            String why) {
        // Then
        assertThatThrownBy(() ->
                        new ElectionTimes(
                                lease,
                                renewDeadline,
                                renewPeriod,
                                lookPeriod,
                                requestTimeout,
                                writeDeadline))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
