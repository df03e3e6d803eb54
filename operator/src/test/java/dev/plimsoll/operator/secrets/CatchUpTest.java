package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.ParameterCatalogue;
import dev.plimsoll.core.port.ParameterCatalogue.Page;
import dev.plimsoll.core.port.ParameterCatalogue.Parameter;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What changed while nobody listened, page by page. */
final class CatchUpTest {

    private final RefreshBench bench = new RefreshBench();
    private final MemoryCloud cloud = bench.cloud;
    private final SteppedClock clock = bench.clock;

    private CatchUp catchUp(ParameterCatalogue catalogue, RefreshJob job) {
        return new CatchUp(
                catalogue,
                cloud,
                job,
                Optional.empty(),
                "us-east-2",
                clock,
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(7)));
    }

    @Test
    void catchesUpForThoseWhoHaveNotReadSince() {
        // Given
        Instant modified = Instant.parse(RefreshBench.AT);
        cloud.use("before", Policy.PERIODIC, "/db");
        cloud.use("after", Policy.PERIODIC, "/db");
        cloud.use("other", Policy.PERIODIC, "/y");
        cloud.read("before", modified.minusSeconds(1));
        cloud.read("after", modified.plusSeconds(1));
        cloud.read("other", modified.minusSeconds(1));
        RefreshJob job = bench.job(false);
        Deque<Page> pages =
                new ArrayDeque<>(
                        List.of(
                                new Page(List.of(new Parameter("/x", modified)), Optional.of("2")),
                                new Page(
                                        List.of(new Parameter("/db", modified)),
                                        Optional.empty())));
        List<Optional<String>> asked = new ArrayList<>();
        CatchUp catchUp =
                catchUp(
                        next -> {
                            asked.add(next);
                            return asked.size() == 2
                                    ? Optional.empty()
                                    : Optional.of(pages.remove());
                        },
                        job);

        // When
        while (catchUp.nextDue().isPresent()) {
            catchUp.step();
            clock.advance(Duration.ofMinutes(1));
        }
        bench.run(job);

        // Then
        assertThat(asked).containsExactly(Optional.empty(), Optional.of("2"), Optional.of("2"));
        assertThat(cloud.written)
                .containsExactly("before " + RefreshBench.AT + " catch-up /db " + RefreshBench.AT);
        assertThat(cloud.deleted).isEmpty();
    }

    @Test
    void asksForOnePageASecondAndTouchesNoFasterThanTheRate() {
        // Given
        int pages = 10;
        Instant modified = Instant.parse(RefreshBench.AT);
        IntStream.range(0, 60)
                .forEach(use -> {
                    cloud.use("u" + use, Policy.PERIODIC, "/db");
                    var _ = cloud.read("u" + use, modified.minusSeconds(1));
                });
        RefreshJob job = bench.job(false);
        List<Instant> askedAt = new ArrayList<>();
        CatchUp catchUp =
                catchUp(
                        _ -> {
                            askedAt.add(clock.instant());
                            return Optional.of(
                                    new Page(
                                            List.of(
                                                    new Parameter(
                                                            "/db" + "x".repeat(askedAt.size() - 1),
                                                            modified)),
                                            askedAt.size() < pages
                                                    ? Optional.of("" + askedAt.size())
                                                    : Optional.empty()));
                        },
                        job);

        // When
        int touchedInASecond = 0;
        Instant begun = clock.instant();
        while (catchUp.nextDue().isPresent()) {
            if (!catchUp.step() && !job.step()) {
                clock.advance(Duration.ofMillis(20));
            }
            if (clock.instant().isBefore(begun.plusSeconds(1))) {
                touchedInASecond = cloud.written.size();
            }
        }

        // Then
        assertThat(askedAt).hasSize(pages);
        assertThat(Duration.between(askedAt.getFirst(), askedAt.getLast()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(pages - 1));
        assertThat(touchedInASecond).isBetween(5, 25);
        assertThat(cloud.written).hasSize(60);
    }
}
