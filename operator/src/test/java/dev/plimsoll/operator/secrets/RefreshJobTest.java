package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.MessageQueue.Message;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.SteppedClock;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Duration;
import java.time.Instant;
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
        SplittableRandom random = new SplittableRandom(7);
        return new RefreshJob(
                cloud,
                cloud,
                cloud,
                force,
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
        return new Message("message", receipt, "hunter2");
    }

    /** Lets time pass until nothing is due any more. */
    private Duration run(RefreshJob job) {
        Instant begun = clock.instant();
        while (true) {
            while (job.step()) {
                assertThat(cloud.written).hasSizeLessThan(10_000);
            }
            Optional<Instant> next = job.nextDue();
            if (next.isEmpty()) {
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
        assertThat(job.tally().repeated()).isEqualTo(1);
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
        assertThat(job.tally().failed()).isEqualTo(3);
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
        assertThat(cloud.written).hasSize(3);
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
        assertThat(job.tally().poison()).isEqualTo(1);
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
        assertThat(reporting.tally().ineffective()).isEqualTo(1);
        assertThat(cloud.written).containsExactly("once forget", "once " + AT + " e1");
        assertThat(cloud.deleted).containsExactly("r1", "r2");
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
