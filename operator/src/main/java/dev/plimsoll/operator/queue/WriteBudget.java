package dev.plimsoll.operator.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Limits the writes of the whole operator: a bucket that holds a burst and fills at a steady rate,
 * so that no plan, however wrong, can flood the API server.
 */
public final class WriteBudget {

    private final Clock clock;
    private final double perSecond;
    private final double burst;
    private double tokens;
    private Instant filledAt;

    /**
     * @param perSecond writes a second in the long run, above 0
     * @param burst writes at once after a pause, at least 1
     */
    public WriteBudget(Clock clock, double perSecond, int burst) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = clock.instant();
    }

    /** Takes one write from the budget, if there is one. */
    public synchronized boolean take() {
        fill();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Tells how long it takes until a write may be taken; zero where one may now. */
    public synchronized Duration untilNext() {
        fill();
        double missing = Math.max(0, 1 - tokens);
        return Duration.ofNanos((long) Math.ceil(missing / perSecond * 1e9));
    }

    private void fill() {
        Instant now = clock.instant();
        // A clock that was set back fills nothing and takes nothing away.
        double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        tokens = Math.min(burst, tokens + seconds * perSecond);
        filledAt = now;
    }
}
