package dev.plimsoll.aws.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Draws how long to wait after failures: anything from nothing to a bound that doubles.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">full
 *     jitter</a>
 */
record Backoff(Duration first, Duration cap, RandomGenerator random) {

    private static final int LARGEST_EXPONENT = 20;

    Duration after(int failures) {
        long widest = first.toMillis() << Math.min(failures - 1, LARGEST_EXPONENT);
        return Duration.ofMillis(random.nextLong(Math.min(widest, cap.toMillis()) + 1));
    }
}
