package dev.plimsoll.operator.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Spreads retries: the n-th waits a random time between the base and base x 2^n, at most the cap,
 * and it never gives up. The randomness keeps many keys that failed together from coming back
 * together.
 *
 * @param base the shortest wait
 * @param cap the longest wait
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">full
 *     jitter</a>
 */
public record Backoff(Duration base, Duration cap, RandomGenerator random) {

    private static final int LARGEST_EXPONENT = 30;

    /**
     * Draws the wait before another try.
     *
     * @param failures how often it failed in a row, at least 1
     */
    public Duration after(int failures) {
        long floorNanos = base.toNanos();
        long ceilingNanos = cap.toNanos();
        int exponent = Math.min(failures, LARGEST_EXPONENT);
        long widest = floorNanos > ceilingNanos >> exponent ? ceilingNanos : floorNanos << exponent;
        return Duration.ofNanos(random.nextLong(floorNanos, Math.max(widest, floorNanos) + 1));
    }
}
