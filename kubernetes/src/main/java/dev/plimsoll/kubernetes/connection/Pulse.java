package dev.plimsoll.kubernetes.connection;

import java.time.Duration;

/** Remembers when something last happened, on the monotonic clock. */
public final class Pulse {

    private volatile long last = System.nanoTime();

    /** Says that it happens now. */
    public void beat() {
        last = System.nanoTime();
    }

    /** How long ago it last happened; since creation where it never did. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - last);
    }
}
