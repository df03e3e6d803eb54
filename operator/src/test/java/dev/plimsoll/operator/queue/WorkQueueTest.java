package dev.plimsoll.operator.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
