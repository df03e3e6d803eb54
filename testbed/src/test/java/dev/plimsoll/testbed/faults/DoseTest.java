package dev.plimsoll.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoseTest {
    @Test
    void timesAreCounted() {
        // Given
        Dose dose = new Dose.Times(2);

        // When
        List<Boolean> hits = hits(dose, 4);

        // Then
        assertThat(hits).containsExactly(true, true, false, false);
    }

    @Test
    void aShareIsDrawnFromItsSeed() {
        // Given
        Dose dose = new Dose.Share(0.25, 42);

        // When
        List<Boolean> hits = hits(dose, 4000);

        // Then
        assertThat(hits).isEqualTo(hits(new Dose.Share(0.25, 42), 4000));
        assertThat(hits.stream().filter(hit -> hit).count()).isBetween(900L, 1100L);
    }

    private static List<Boolean> hits(Dose dose, int requests) {
        Dose.Draw draw = dose.draw();
        return IntStream.range(0, requests).mapToObj(_ -> draw.hit()).toList();
    }
}
