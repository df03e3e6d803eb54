package dev.plimsoll.simulation.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The label job in every kind of trouble: a thousand long lives, and nine thousand short ones, for
 * most that can go wrong goes wrong at a beginning. {@code -Dplimsoll.seeds=10000} runs more long
 * ones; {@code -Dplimsoll.seed=N} replays one seed and writes every commit of it to {@code
 * target/seed-N.txt}, with {@code -Dplimsoll.steps=12} a short one.
 */
class LabelSimulationTest {

    private static final String ONE = "plimsoll.seed";
    private static final long SEEDS = Long.getLong("plimsoll.seeds", 1000);
    private static final long SHORT_SEEDS = Long.getLong("plimsoll.short.seeds", 9000);
    private static final int STEPS = Integer.getInteger("plimsoll.steps", 120);
    private static final int FEW_STEPS = 12;

    @Test
    void keepsItsPromisesWhateverHappens() {
        // Given
        long[] seeds =
                Long.getLong(ONE) == null
                        ? LongStream.rangeClosed(1, SEEDS).toArray()
                        : new long[] {Long.getLong(ONE)};
        AtomicLong steps = new AtomicLong();

        // When
        List<String> broken =
                LongStream.of(seeds)
                        .parallel()
                        .mapToObj(seed -> broken(seed, STEPS, steps))
                        .flatMap(Optional::stream)
                        .toList();

        // Then
        assertThat(broken).isEmpty();
        assertThat(steps.get()).isGreaterThanOrEqualTo((long) seeds.length * STEPS);
    }

    @Test
    void keepsItsPromisesInManyShortLives() {
        // Given
        LongStream seeds = LongStream.rangeClosed(1_000_001, 1_000_000 + SHORT_SEEDS);
        AtomicLong steps = new AtomicLong();

        // When
        List<String> broken =
                seeds.parallel()
                        .mapToObj(seed -> broken(seed, FEW_STEPS, steps))
                        .flatMap(Optional::stream)
                        .toList();

        // Then
        assertThat(broken).isEmpty();
        assertThat(steps.get()).isGreaterThanOrEqualTo(SHORT_SEEDS * FEW_STEPS);
    }

    /** Runs one seed; returns how to replay it where an invariant broke. */
    private static Optional<String> broken(long seed, int count, AtomicLong steps) {
        LabelRun run = new LabelRun(seed, count, new LabelProgram());
        try {
            if (Long.getLong(ONE) == null) {
                run.run();
            } else {
                runWithTranscript(run, Path.of("target", "seed-" + seed + ".txt"));
            }
            return Optional.empty();
        } catch (BrokenInvariant | IllegalStateException invariant) {
            return Optional.of(
                    "-Dplimsoll.seed=%d -Dplimsoll.steps=%d, after %d steps, at %s: %s"
                            .formatted(
                                    seed,
                                    count,
                                    run.done(),
                                    run.simulation().clock().instant(),
                                    invariant.getMessage()));
        } finally {
            steps.addAndGet(run.done());
        }
    }

    private static void runWithTranscript(LabelRun run, Path file) {
        try (PrintWriter out = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
            new Transcript(out::println).of(run.simulation());
            run.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
