package dev.plimsoll.core.port;

/** Measures how much time has passed, whatever is done to the wall clock. */
@FunctionalInterface
public interface MonotonicClock {

    /**
     * Nanoseconds since an arbitrary moment. They may overflow: compare by the sign of a
     * difference.
     */
    long nanos();
}
