package dev.plimsoll.core.drain.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerTest {

    @ParameterizedTest
    @CsvSource({"0, 10, 20, true", "2, 10, 20, true", "3, 10, 20, false", "1, 2, 20, true"})
    void moreNodesThanTheShareHoldEverythingBack(int over, int nodes, int percent, boolean calm) {
        assertThat(CircuitBreaker.against(over, nodes, percent).isEmpty()).isEqualTo(calm);
    }

    @Test
    void reasonHasTheNumbers() {
        assertThat(CircuitBreaker.against(5, 10, 20))
                .contains(
                        "5 of 10 nodes are over the line, and circuitBreakerPercent 20 allows 2: no"
                                + " node is drained until fewer are.");
    }
}
