package dev.plimsoll.operator.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkQueueTest {

    private static final Result.Settled SETTLED = new Result.Settled(Optional.empty());
    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofSeconds(30);

    private final SteppedClock clock = new SteppedClock();
    private final WorkQueue<String> queue =
            new WorkQueue<>(clock, new Backoff(BASE, CAP, new Random(1)));

    @Test
    void handsOutAKeyOnceHoweverOftenItWasAdded() {
        // Given
        queue.add("a");
        queue.add("a");

        // When
        Optional<String> first = queue.take();

        // Then
        assertThat(first).contains("a");
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void handsOutAKeyAgainThatWasAddedWhileInWork() {
        // Given
        queue.add("a");
        queue.take();
        queue.add("a");
        assertThat(queue.take()).as("never twice at a time").isEmpty();

        // When
        queue.done("a", SETTLED);

        // Then
        assertThat(queue.take()).contains("a");
    }

    @ParameterizedTest(name = "set by {0} s")
    @ValueSource(longs = {-86_400, -3, 3, 86_400})
    void waitsNoLongerAndNoShorterWhenTheWallClockIsSet(long seconds) {
        // Given
        SteppedClock wall = new SteppedClock();
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        Duration wait = Duration.ofSeconds(10);
        WorkQueue<String> steady =
                new WorkQueue<>(wall, nanos::get, new Backoff(BASE, CAP, new Random(1)));
        steady.add("later");
        steady.take();
        steady.done("later", new Result.Later(wait, "asked to"));
        steady.add("revisited");
        steady.take();
        steady.done("revisited", new Result.Settled(Optional.of(wall.instant().plusSeconds(11))));

        // When
        wall.advance(Duration.ofSeconds(seconds));

        // Then
        assertThat(steady.take()).isEmpty();
        assertThat(steady.nextDue()).contains(wall.instant().plus(wait));
        nanos.addAndGet(wait.toNanos());
        assertThat(steady.take()).contains("later");
        assertThat(steady.take()).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(steady.take()).contains("revisited");
    }

    @Test
    void waitsForTheBackoffWhateverHappensMeanwhile() {
        // Given
        queue.add("a");
        queue.take();
        queue.done("a", new Result.Retry("refused"));

        // When
        queue.add("a");

        // Then
        assertThat(queue.take()).isEmpty();
        clock.advance(BASE.multipliedBy(2));
        assertThat(queue.take()).contains("a");
    }

    @Test
    void growsTheBackoffToItsCapAndNeverGivesUp() {
        // Given
        queue.add("a");

        // When
        Duration longest = Duration.ZERO;
        for (int failure = 0; failure < 1000; failure++) {
            clock.advance(CAP);
            assertThat(queue.take()).contains("a");
            queue.done("a", new Result.Retry("still refused"));
            Instant next = queue.nextDue().orElseThrow();
            Duration waited = Duration.between(clock.instant(), next);
            assertThat(waited).isBetween(BASE, CAP);
            longest = longest.compareTo(waited) > 0 ? longest : waited;
        }

        // Then
        assertThat(longest).isGreaterThan(CAP.dividedBy(2));
    }

    @Test
    void forgetsTheBackoffAfterASuccess() {
        // Given
        queue.add("a");
        queue.take();
        queue.done("a", new Result.Retry("refused"));
        clock.advance(CAP);
        queue.take();

        // When
        queue.done("a", SETTLED);
        queue.add("a");

        // Then
        assertThat(queue.take()).contains("a");
    }

    @Test
    void comesBackWhenTimeMayHaveChangedSomething() {
        // Given
        Instant revisitAt = clock.instant().plusSeconds(60);
        queue.add("a");
        queue.take();

        // When
        queue.done("a", new Result.Settled(Optional.of(revisitAt)));

        // Then
        assertThat(queue.nextDue()).contains(revisitAt);
        assertThat(queue.take()).isEmpty();
        queue.add("a");
        assertThat(queue.take()).as("an event may be earlier").contains("a");
    }

    @Test
    void comesBackWhenTheServerSaid() {
        // Given
        queue.add("a");
        queue.take();

        // When
        queue.done("a", new Result.Later(Duration.ofSeconds(7), "busy"));
        queue.add("a");

        // Then
        assertThat(queue.nextDue()).contains(clock.instant().plusSeconds(7));
    }

    @Test
    void servesTheKeyThatHasWaitedLongest() {
        // Given
        queue.add("first");
        clock.advance(Duration.ofSeconds(1));
        queue.add("second");
        clock.advance(Duration.ofSeconds(1));

        // When
        Optional<String> next = queue.take();

        // Then
        assertThat(next).contains("first");
        assertThat(queue.depth()).isEqualTo(2);
        assertThat(queue.age()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void refusesAKeyThatIsNotInWork() {
        // When
        // Then
        assertThatThrownBy(() -> queue.done("a", SETTLED))
                .isInstanceOf(IllegalStateException.class);
    }
}
