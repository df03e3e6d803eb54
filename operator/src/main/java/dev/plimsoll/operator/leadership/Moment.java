package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One moment on both clocks.
 *
 * @param nanos of the monotonic clock
 * @param time of the wall clock
 */
record Moment(long nanos, Instant time) {

    static Moment now(MonotonicClock monotonic, InstantSource wall) {
        return new Moment(monotonic.nanos(), wall.instant());
    }

    /** How much later this is by the monotonic clock. */
    Duration since(Moment earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    Moment plus(Duration span) {
        return new Moment(nanos + span.toNanos(), time.plus(span));
    }

    boolean reached(Moment due) {
        return nanos - due.nanos >= 0;
    }
}
