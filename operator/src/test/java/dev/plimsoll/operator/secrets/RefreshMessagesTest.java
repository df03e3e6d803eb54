package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.operator.queue.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages are given back to the queue, and which are left to it. */
final class RefreshMessagesTest {

    private final RefreshBench bench = new RefreshBench();
    private final MemoryCloud cloud = bench.cloud;
    private final SteppedClock clock = bench.clock;

    @Test
    void doesNothingForAnEventThatIsDeliveredAgain() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        RefreshJob job = bench.job(false);
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        bench.run(job);

        // When
        job.received(RefreshBench.message("r2"), RefreshBench.change("e1", "/db"));
        bench.run(job);

        // Then
        assertThat(cloud.written).hasSize(1);
        assertThat(cloud.deleted).containsExactly("r1", "r2");
        assertThat(cloud.count(Count.REPEATED)).isEqualTo(1);
    }

    @Test
    void answersTheLastDeliveryOfAnEventThatIsUnderWay() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        RefreshJob job = bench.job(false);
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));

        // When
        job.received(RefreshBench.message("r2"), RefreshBench.change("e1", "/db"));
        bench.run(job);

        // Then
        assertThat(cloud.written).hasSize(1);
        assertThat(cloud.deleted).containsExactly("r2");
    }

    @Test
    void leavesAMessageToTheQueueWhereAWriteIsRefused() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.use("two", Policy.PERIODIC, "/db");
        cloud.answers.add(new WriteOutcome.Refused<>(403, "forbidden"));
        RefreshJob job = bench.job(false);
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
        bench.run(job);
        int writtenAtFirst = cloud.written.size();

        // When
        job.received(RefreshBench.message("r2"), RefreshBench.change("e1", "/db"));
        bench.run(job);

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
        RefreshJob job = bench.job(false);

        // When
        job.received(RefreshBench.message("poison"), new EventReading.Poison("It is not JSON."));
        job.received(
                RefreshBench.message("ignored"),
                new EventReading.Ignored(Optional.empty(), Optional.empty(), "nothing changed"));
        job.received(RefreshBench.message("unused"), RefreshBench.change("e1", "/nobody"));

        // Then
        assertThat(cloud.deleted).containsExactly("ignored", "unused");
        assertThat(cloud.leftToQueue).containsExactly("poison");
        assertThat(cloud.count(Count.POISON)).isEqualTo(1);
        assertThat(RefreshBench.message("r1").toString()).doesNotContain("hunter2");
    }

    @Test
    void leavesAMessageToTheQueueWhileTheClusterIsNotSeen() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        cloud.blind();

        // When
        bench.job(false).received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));

        // Then
        assertThat(cloud.deleted).isEmpty();
        assertThat(cloud.leftToQueue).containsExactly("r1");
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

    @Test
    void touchesNobodyAgainForAnEarlierChangeThatAnEndedProcessHadTouchedFor() {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        Instant first = bench.clock.instant().minusSeconds(9);
        EventReading before = RefreshBench.change("e1", "/db", first);
        EventReading after = RefreshBench.change("e2", "/db", first.plusSeconds(1));
        RefreshJob ended = bench.job(false);
        ended.received(RefreshBench.message("r1"), before);
        bench.run(ended);
        ended.received(RefreshBench.message("r2"), after);
        bench.run(ended);
        List<String> written = List.copyOf(cloud.written);
        RefreshJob next = bench.job(false);

        // When
        next.received(RefreshBench.again("r3"), before);
        next.received(RefreshBench.again("r4"), after);
        bench.run(next);

        // Then
        assertThat(written).hasSize(2);
        assertThat(cloud.written).isEqualTo(written);
        assertThat(cloud.deleted).containsExactly("r1", "r2", "r3", "r4");
    }

    @ParameterizedTest
    @CsvSource({
        // Never delivered before: whoever has touched it did so for another change.
        "false, -8, true",
        // At the same time, or before: it may have been read before this change.
        "true, -9, true",
        "true, -10, true",
        // A time to come was made up: it says nothing of when it was touched.
        "true, 60, true",
        "true, -8, false"
    })
    void passesOverOnlyWhatIsSurelyRead(boolean again, int otherSeconds, boolean touched) {
        // Given
        cloud.use("one", Policy.PERIODIC, "/db");
        Instant now = bench.clock.instant();
        RefreshJob ended = bench.job(false);
        ended.received(
                RefreshBench.message("r1"),
                RefreshBench.change("other", "/db", now.plusSeconds(otherSeconds)));
        bench.run(ended);

        // When
        RefreshJob next = bench.job(false);
        next.received(
                again ? RefreshBench.again("r2") : RefreshBench.message("r2"),
                RefreshBench.change("e1", "/db", now.minusSeconds(9)));
        bench.run(next);

        // Then
        assertThat(cloud.written).hasSize(touched ? 2 : 1);
        assertThat(cloud.deleted).containsExactly("r1", "r2");
    }
}
