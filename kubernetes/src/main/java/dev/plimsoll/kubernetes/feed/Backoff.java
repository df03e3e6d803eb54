package dev.plimsoll.kubernetes.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses how long to wait before the next try: a random time up to a bound that doubles ("full
 * jitter"), so that a thousand clients do not come back together. It never gives up.
 */
final class Backoff {

    private final FeedSettings settings;
    private final RandomGenerator random;
    private int failures;

    Backoff(FeedSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** Takes note of a failure and tells how long to wait. */
    Duration next(Optional<Duration> retryAfter) {
        long cap = settings.backoffCap().toNanos();
        long bound = settings.backoffFirst().toNanos();
        for (int i = 0; i < failures && bound < cap; i++) {
            bound *= 2;
        }
        failures++;
        long wait = random.nextLong(Math.min(bound, cap) + 1);
        long asked =
                retryAfter
                        .map(time ->
                                Math.min(time.toNanos(), settings.longestRetryAfter().toNanos()))
                        .orElse(0L);
        // Asked to stay away for a time, all clients would come back together at its end.
        return Duration.ofNanos(asked == 0 ? wait : asked + random.nextLong(asked / 4 + 1));
    }

    /** Takes note of a success. */
    void reset() {
        failures = 0;
    }
}
