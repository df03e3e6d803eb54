package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.MessageQueue.Message;
import dev.plimsoll.core.port.ParameterCatalogue.Page;
import dev.plimsoll.core.port.ParameterCatalogue.Parameter;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.SteppedClock;
import dev.plimsoll.operator.queue.WriteBudget;
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

final class RefreshJobTest {

    private static final String AT = "2026-01-31T16:44:48Z";

    private final SteppedClock clock = new SteppedClock();
    private final MemoryCloud cloud = new MemoryCloud();

    private RefreshJob job(boolean force) {
        return job(
                new RefreshSpec(
                        "q",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        20,
                        force,
                        Optional.empty(),
                        false));
    }

    private RefreshJob job(RefreshSpec spec) {
        SplittableRandom random = new SplittableRandom(7);
        return new RefreshJob(
                cloud,
                cloud,
                cloud,
                spec,
                cloud,
                clock,
                new WriteBudget(clock, 20, 5),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random),
                random);
    }

    private static EventReading change(String event, String name) {
        return new EventReading.Changed(
                new SecretChange(
                        Optional.of(event),
                        Optional.of(AwsService.PARAMETER_STORE),
                        Optional.of("123456789012"),
                        Optional.of("us-east-2"),
                        List.of(name),
                        "Update",
                        Optional.of(Instant.parse(AT))));
    }

    private static Message message(String receipt) {
        return new Message("message", receipt, "hunter2", Optional.empty());
    }

    /** Lets time pass until nothing is due any more. */
    private Duration run(RefreshJob job) {
        Instant begun = clock.instant();
        while (true) {
            while (job.step()) {
                assertThat(cloud.written).hasSizeLessThan(10_000);
            }
            Optional<Instant> next = job.nextDue();
            if (job.underWay() == 0 || next.isEmpty()) {
                return Duration.between(begun, clock.instant());
            }
            clock.advance(Duration.between(clock.instant(), next.get()).plusNanos(1));
        }
    }

    @Test
    void touchesAllWhoUseTheKeyThenGivesTheMessageBack() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.use("two", Policy.PERIODIC, "/db");
        cloud.use("other", Policy.PERIODIC, "/x");
        RefreshJob job = job(false);
        job.received(message("r1"), change("e1", "/db"));
        job.step();
        List<String> deletedAfterOne = List.copyOf(cloud.deleted);

        // When
        run(job);

        // Then
        assertThat(deletedAfterOne).isEmpty();
        assertThat(cloud.written)
                .containsExactlyInAnyOrder("one " + AT + " e1", "two " + AT + " e1");
        assertThat(cloud.deleted).containsExactly("r1");
    }

    @Test
    void doesNothingForAnEventThatIsDeliveredAgain() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        RefreshJob job = job(false);
        job.received(message("r1"), change("e1", "/db"));
        run(job);

        // When
        job.received(message("r2"), change("e1", "/db"));
        run(job);

        // Then
        assertThat(cloud.written).hasSize(1);
        assertThat(cloud.deleted).containsExactly("r1", "r2");
        assertThat(cloud.count(Count.REPEATED)).isEqualTo(1);
    }

    @Test
    void answersTheLastDeliveryOfAnEventThatIsUnderWay() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        RefreshJob job = job(false);
        job.received(message("r1"), change("e1", "/db"));

        // When
        job.received(message("r2"), change("e1", "/db"));
        run(job);

        // Then
        assertThat(cloud.written).hasSize(1);
        assertThat(cloud.deleted).containsExactly("r2");
    }

    @Test
    void triesAgainUntilTheServerIsWell() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.answers.add(new WriteOutcome.Doubtful<>("500"));
        cloud.answers.add(new WriteOutcome.Conflict<>("409"));
        cloud.answers.add(new WriteOutcome.Busy<>(Duration.ofSeconds(90), "429"));
        RefreshJob job = job(false);
        job.received(message("r1"), change("e1", "/db"));

        // When
        Duration took = run(job);

        // Then
        assertThat(cloud.written).hasSize(1);
        assertThat(cloud.deleted).containsExactly("r1");
        assertThat(took).isGreaterThan(Duration.ofSeconds(90));
        assertThat(cloud.count(Count.FAILED)).isEqualTo(3);
    }

    @Test
    void leavesAMessageToTheQueueWhereAWriteIsRefused() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.use("two", Policy.PERIODIC, "/db");
        cloud.answers.add(new WriteOutcome.Refused<>(403, "forbidden"));
        RefreshJob job = job(false);
        job.received(message("r1"), change("e1", "/db"));
        run(job);
        int writtenAtFirst = cloud.written.size();

        // When
        job.received(message("r2"), change("e1", "/db"));
        run(job);

        // Then
        assertThat(writtenAtFirst).isEqualTo(1);
        assertThat(cloud.leftToQueue).containsExactly("r1");
        // What was written at first is not written again.
        assertThat(cloud.written).hasSize(2).doesNotHaveDuplicates();
        assertThat(cloud.deleted).containsExactly("r2");
    }

    @Test
    void leavesPoisonToTheQueueAndGivesBackWhatAsksForNothing() {
        // Given
        RefreshJob job = job(false);

        // When
        job.received(message("poison"), new EventReading.Poison("It is not JSON."));
        job.received(
                message("ignored"),
                new EventReading.Ignored(Optional.empty(), Optional.empty(), "nothing changed"));
        job.received(message("unused"), change("e1", "/nobody"));

        // Then
        assertThat(cloud.deleted).containsExactly("ignored", "unused");
        assertThat(cloud.leftToQueue).containsExactly("poison");
        assertThat(cloud.count(Count.POISON)).isEqualTo(1);
        assertThat(message("r1").toString()).doesNotContain("hunter2");
    }

    @Test
    void leavesAloneOrForcesWhatWouldIgnoreATouch() {
        // Given
        cloud.use("once", Policy.CREATED_ONCE, "/db");
        RefreshJob reporting = job(false);
        RefreshJob forcing = job(true);

        // When
        reporting.received(message("r1"), change("e1", "/db"));
        forcing.received(message("r2"), change("e1", "/db"));
        run(reporting);
        run(forcing);

        // Then
        assertThat(cloud.count(Count.INEFFECTIVE)).isEqualTo(1);
        assertThat(cloud.left).containsExactly("once");
        assertThat(cloud.written).containsExactly("once forget", "once " + AT + " e1");
        assertThat(cloud.deleted).containsExactly("r1", "r2");
    }

    @Test
    void forcesNoSecondRefreshWhenItBeginsAnewAfterACrash() {
        // Given
        cloud.use("once", Policy.CREATED_ONCE, "/db");
        RefreshJob crashed = job(true);
        crashed.received(message("r1"), change("e1", "/db"));
        run(crashed);
        cloud.read("once", clock.instant());
        RefreshJob next = job(true);

        // When
        next.received(message("r2"), change("e1", "/db"));
        run(next);

        // Then
        assertThat(cloud.written).containsExactly("once forget", "once " + AT + " e1");
        assertThat(cloud.deleted).containsExactly("r1", "r2");
    }

    @Test
    void forgetsOnceWhereTheTouchAfterItHadNoAnswer() {
        // Given
        cloud.use("once", Policy.CREATED_ONCE, "/db");
        cloud.answers.add(new WriteOutcome.Done<>(cloud.uses().iterator().next()));
        cloud.answers.add(new WriteOutcome.Doubtful<>("reset"));
        RefreshJob job = job(true);

        // When
        job.received(message("r1"), change("e1", "/db"));
        run(job);

        // Then
        assertThat(cloud.written).containsExactly("once forget", "once " + AT + " e1");
    }

    @Test
    void touchesOnlyThoseThatTheFiltersAdmit() {
        // Given
        cloud.use("db-one", Policy.PERIODIC, "/db");
        cloud.use("web", Policy.PERIODIC, "/db");
        RefreshJob job =
                job(
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
        job.received(message("r1"), change("e1", "/db"));
        run(job);

        // Then
        assertThat(cloud.written).containsExactly("db-one " + AT + " e1");
        assertThat(cloud.count(Count.MATCHED)).isEqualTo(1);
    }

    @Test
    void leavesAMessageToTheQueueWhileTheClusterIsNotSeen() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.blind();

        // When
        job(false).received(message("r1"), change("e1", "/db"));

        // Then
        assertThat(cloud.deleted).isEmpty();
        assertThat(cloud.leftToQueue).containsExactly("r1");
    }

    @Test
    void confirmsWhatWasReadAfterTheTouchAndSaysWhatWasNot() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.use("two", Policy.PERIODIC, "/db");
        RefreshJob job = job(false);
        job.received(message("r1"), change("e1", "/db"));
        run(job);
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
    void catchesUpForThoseWhoHaveNotReadSince() {
        // Given
        Instant modified = Instant.parse(AT);
        cloud.use("before", Policy.PERIODIC, "/db");
        cloud.use("after", Policy.PERIODIC, "/db");
        cloud.use("other", Policy.PERIODIC, "/y");
        cloud.read("before", modified.minusSeconds(1));
        cloud.read("after", modified.plusSeconds(1));
        cloud.read("other", modified.minusSeconds(1));
        RefreshJob job = job(false);
        Deque<Page> pages =
                new ArrayDeque<>(
                        List.of(
                                new Page(List.of(new Parameter("/x", modified)), Optional.of("2")),
                                new Page(
                                        List.of(new Parameter("/db", modified)),
                                        Optional.empty())));
        List<Optional<String>> asked = new ArrayList<>();
        CatchUp catchUp =
                new CatchUp(
                        next -> {
                            asked.add(next);
                            return asked.size() == 2
                                    ? Optional.empty()
                                    : Optional.of(pages.remove());
                        },
                        cloud,
                        job,
                        Optional.empty(),
                        "us-east-2",
                        clock,
                        new Backoff(
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(1),
                                new SplittableRandom(7)));

        // When
        while (catchUp.nextDue().isPresent()) {
            catchUp.step();
            clock.advance(Duration.ofMinutes(1));
        }
        run(job);

        // Then
        assertThat(asked).containsExactly(Optional.empty(), Optional.of("2"), Optional.of("2"));
        assertThat(cloud.written).containsExactly("before " + AT + " catch-up /db " + AT);
        assertThat(cloud.deleted).isEmpty();
    }

    @Test
    void keepsToItsRateAndLetsChangesTakeTurns() {
        // Given
        IntStream.range(0, 300).forEach(n -> cloud.use("many-" + n, Policy.PERIODIC, "/many"));
        cloud.use("single", Policy.PERIODIC, "/single");
        RefreshJob job = job(false);
        job.received(message("r1"), change("e1", "/many"));
        job.received(message("r2"), change("e2", "/single"));

        // When
        Duration took = run(job);

        // Then
        assertThat(cloud.written).hasSize(301).doesNotHaveDuplicates();
        assertThat(cloud.written.indexOf("single " + AT + " e2")).isLessThan(3);
        assertThat(took).isBetween(Duration.ofMillis(14_700), Duration.ofMillis(15_300));
    }

    @Test
    void forgetsEventsAfterAWhile() {
        // Given
        RecentEvents recent = new RecentEvents(clock, Duration.ofHours(1), 3);
        List.of("a", "b", "c", "d").forEach(recent::add);

        // When
        clock.advance(Duration.ofMinutes(59));
        recent.add("e");

        // Then
        assertThat(recent.contains("b")).isFalse();
        assertThat(recent.contains("c")).isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(recent.contains("c")).isFalse();
        assertThat(recent.contains("e")).isTrue();
    }
}
