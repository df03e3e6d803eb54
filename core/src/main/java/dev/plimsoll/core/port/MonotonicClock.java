package dev.plimsoll.core.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Measures how much time has passed, whatever is done to the wall clock. */
@FunctionalInterface
public interface MonotonicClock {

    /**
     * Nanoseconds since an arbitrary moment. They may overflow: compare by the sign of a
     * difference.
     */
    long nanos();

    /**
     * Measures by a clock that nobody sets: a virtual one.
     *
     * @param clock never leaps
     */
    static MonotonicClock by(InstantSource clock) {
        Instant start = clock.instant();
        return () -> Duration.between(start, clock.instant()).toNanos();
    }
}
