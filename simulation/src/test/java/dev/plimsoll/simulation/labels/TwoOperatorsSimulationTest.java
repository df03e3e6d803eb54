package dev.plimsoll.simulation.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The label job in two processes with a lease between them, which die, stop and go on, and lose
 * requests and answers. {@code -Dplimsoll.two.seeds=10000} runs longer.
 */
class TwoOperatorsSimulationTest {

    private static final long SEEDS = Long.getLong("plimsoll.two.seeds", 500);
    private static final int STEPS = 40;

    @Test
    void neverTwoWriteAtOnceAndTheLabelsHold() {
        // Given
        LongStream seeds = LongStream.rangeClosed(1, SEEDS);
        LongAdder terms = new LongAdder();

        // When
        List<String> broken =
                seeds.parallel()
                        .mapToObj(seed -> finding(seed, true, terms))
                        .flatMap(Optional::stream)
                        .toList();

        // Then
        assertThat(broken).isEmpty();
        assertThat(terms.sum()).as("terms of leadership").isGreaterThan(3 * SEEDS);
    }

    @Test
    void findsAWriteAfterTheFence() {
        // Given
        LongStream seeds = LongStream.rangeClosed(1, 400);

        // When
        Optional<String> found =
                seeds.mapToObj(seed -> finding(seed, false, new LongAdder()))
                        .flatMap(Optional::stream)
                        .findFirst();

        // Then
        assertThat(found).get().asString().contains("held the lease");
    }

    private static Optional<String> finding(long seed, boolean fenced, LongAdder terms) {
        LabelRun run = new LabelRun(seed, STEPS, fenced);
        try {
            run.run();
            return Optional.empty();
        } catch (BrokenInvariant | IllegalStateException invariant) {
            return Optional.of(
                    "seed %d, after %d steps, at %s: %s"
                            .formatted(
                                    seed,
                                    run.done(),
                                    run.simulation().clock().instant(),
                                    invariant.getMessage()));
        } finally {
            terms.add(run.simulation().lease().transitions());
        }
    }
}
