package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.operator.queue.SteppedClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is touched, in what way and how fast. */
final class RefreshJobTest {

    private final RefreshBench bench = new RefreshBench();
    private final MemoryCloud cloud = bench.cloud;
    private final SteppedClock clock = bench.clock;

    @Test
    void touchesAllWhoUseTheKeyThenGivesTheMessageBack() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.use("two", Policy.PERIODIC, "/db");
        cloud.use("other", Policy.PERIODIC, "/x");
        RefreshJob job = bench.job(false);
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        job.step();
        List<String> deletedAfterOne = List.copyOf(cloud.deleted);

        // When
        bench.run(job);

        // Then
        assertThat(deletedAfterOne).isEmpty();
        assertThat(cloud.written)
                .containsExactlyInAnyOrder(
                        "one " + RefreshBench.AT + " e1", "two " + RefreshBench.AT + " e1");
        assertThat(cloud.deleted).containsExactly("r1");
    }

    @Test
    void triesAgainUntilTheServerIsWell() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.answers.add(new WriteOutcome.Doubtful<>("500"));
        cloud.answers.add(new WriteOutcome.Conflict<>("409"));
        cloud.answers.add(new WriteOutcome.Busy<>(Duration.ofSeconds(90), "429"));
        RefreshJob job = bench.job(false);
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));

        // When
        Duration took = bench.run(job);

        // Then
        assertThat(cloud.written).hasSize(1);
        assertThat(cloud.deleted).containsExactly("r1");
        assertThat(took).isGreaterThan(Duration.ofSeconds(90));
        assertThat(cloud.count(Count.FAILED)).isEqualTo(3);
    }

    @Test
    void leavesAloneOrForcesWhatWouldIgnoreATouch() {
        // Given
        cloud.use("once", Policy.CREATED_ONCE, "/db");
        RefreshJob reporting = bench.job(false);
        RefreshJob forcing = bench.job(true);

        // When
        reporting.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        forcing.received(RefreshBench.message("r2"), RefreshBench.change("e1", "/db"));
        bench.run(reporting);
        bench.run(forcing);

        // Then
        assertThat(cloud.count(Count.INEFFECTIVE)).isEqualTo(1);
        assertThat(cloud.left).containsExactly("once");
        assertThat(cloud.written).containsExactly("once forget", "once " + RefreshBench.AT + " e1");
        assertThat(cloud.deleted).containsExactly("r1", "r2");
    }

    @Test
    void forcesNoSecondRefreshWhenItBeginsAnewAfterACrash() {
        // Given
        cloud.use("once", Policy.CREATED_ONCE, "/db");
        RefreshJob crashed = bench.job(true);
        crashed.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        bench.run(crashed);
        cloud.read("once", clock.instant());
        RefreshJob next = bench.job(true);

        // When
        next.received(RefreshBench.message("r2"), RefreshBench.change("e1", "/db"));
        bench.run(next);

        // Then
        assertThat(cloud.written).containsExactly("once forget", "once " + RefreshBench.AT + " e1");
        assertThat(cloud.deleted).containsExactly("r1", "r2");
    }

    @Test
    void forgetsOnceWhereTheTouchAfterItHadNoAnswer() {
        // Given
        cloud.use("once", Policy.CREATED_ONCE, "/db");
        cloud.answers.add(new WriteOutcome.Done<>(cloud.uses().iterator().next()));
        cloud.answers.add(new WriteOutcome.Doubtful<>("reset"));
        RefreshJob job = bench.job(true);

        // When
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        bench.run(job);

        // Then
        assertThat(cloud.written).containsExactly("once forget", "once " + RefreshBench.AT + " e1");
    }

    @Test
    void touchesOnlyThoseThatTheFiltersAdmit() {
        // Given
        cloud.use("db-one", Policy.PERIODIC, "/db");
        cloud.use("web", Policy.PERIODIC, "/db");
        RefreshJob job =
                bench.job(
                        new RefreshSpec(
                                "q",
                                Optional.empty(),
                                List.of("sh*"),
                                List.of("d*-one", "x"),
                                20,
                                false,
                                Optional.empty(),
                                false));

        // When
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        bench.run(job);

        // Then
        assertThat(cloud.written).containsExactly("db-one " + RefreshBench.AT + " e1");
        assertThat(cloud.count(Count.MATCHED)).isEqualTo(1);
    }

    @Test
    void confirmsWhatWasReadAfterTheTouchAndSaysWhatWasNot() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.use("two", Policy.PERIODIC, "/db");
        RefreshJob job = bench.job(false);
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        bench.run(job);
        job.seen(cloud.uses().iterator().next());
        int beforeAnybodyRead = cloud.count(Count.CONFIRMED);

        // When
        job.seen(cloud.read("one", clock.instant()));
        clock.advance(RefreshJob.PATIENCE);
        job.step();

        // Then
        assertThat(beforeAnybodyRead).isZero();
        assertThat(cloud.count(Count.CONFIRMED)).isEqualTo(1);
        assertThat(cloud.confirmedAfter).hasSize(1);
        assertThat(cloud.count(Count.UNCONFIRMED)).isEqualTo(1);
        assertThat(job.nextDue()).isEmpty();
    }

    @Test
    void keepsToItsRateAndLetsChangesTakeTurns() {
        // Given
        IntStream.range(0, 300).forEach(n -> cloud.use("many-" + n, Policy.PERIODIC, "/many"));
        cloud.use("single", Policy.PERIODIC, "/single");
        RefreshJob job = bench.job(false);
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/many"));
        job.received(RefreshBench.message("r2"), RefreshBench.change("e2", "/single"));

        // When
        Duration took = bench.run(job);

        // Then
        assertThat(cloud.written).hasSize(301).doesNotHaveDuplicates();
        assertThat(cloud.written.indexOf("single " + RefreshBench.AT + " e2")).isLessThan(3);
        assertThat(took).isBetween(Duration.ofMillis(14_700), Duration.ofMillis(15_300));
    }

    @Test
    void tellsForHowLongTheOldestChangeHasBeenOnItsWay() {
        // Given
        IntStream.range(0, 30).forEach(use -> cloud.use("u" + use, Policy.PERIODIC, "/db"));
        RefreshJob job = bench.job(false);
        Duration ageAtRest = job.oldest();
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        while (job.step()) {
            assertThat(cloud.written).hasSizeLessThan(30);
        }

        // When
        clock.advance(Duration.ofMillis(10));
        Duration age = job.oldest();
        bench.run(job);

        // Then
        assertThat(ageAtRest).isZero();
        assertThat(age).isEqualTo(Duration.ofMillis(10));
        assertThat(job.oldest()).isZero();
    }
}
