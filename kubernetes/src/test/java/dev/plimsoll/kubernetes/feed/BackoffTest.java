package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration CAP = FeedSettings.STANDARD.backoffCap();

    private final Backoff backoff = new Backoff(FeedSettings.STANDARD, new Random(1));

    @Test
    void waits_are_spread_and_never_longer_than_the_cap() {
        // When
        Duration longest = Duration.ZERO;
        Duration shortest = CAP;
        for (int i = 0; i < 1000; i++) {
            Duration wait = backoff.next(Optional.empty());
            longest = longest.compareTo(wait) > 0 ? longest : wait;
            shortest = shortest.compareTo(wait) < 0 ? shortest : wait;
        }

        // Then
        assertThat(longest).isBetween(CAP.multipliedBy(9).dividedBy(10), CAP);
        assertThat(shortest).isLessThan(CAP.dividedBy(10));
    }

    @Test
    void the_first_wait_is_short_again_after_a_success() {
        // Given
        for (int i = 0; i < 20; i++) {
            backoff.next(Optional.empty());
        }

        // When
        backoff.reset();

        // Then
        assertThat(backoff.next(Optional.empty()))
                .isLessThanOrEqualTo(FeedSettings.STANDARD.backoffFirst());
    }

    @Test
    void a_wish_of_the_server_is_followed_within_reason() {
        // When
        Duration asked = backoff.next(Optional.of(Duration.ofSeconds(8)));
        Duration absurd = backoff.next(Optional.of(Duration.ofDays(1)));

        // Then
        assertThat(asked).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(absurd).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
    }
}
