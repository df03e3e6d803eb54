package dev.plimsoll.core.drain;

import java.time.Duration;

/**
 * Says how a node is to be drained.
 *
 * @param podsAtOnce how many pods may be on their way at a time, 1 or more
 * @param force what it may do beyond asking for evictions that cost nobody a pod
 * @param waitForReplacement let the next pod go only when the last one's controller has as many
 *     ready pods as before
 * @param podTimeout how long one pod may be blocked, terminate or wait for its replacement
 * @param timeout how long the whole drain may take
 * @param onTimeout what becomes of the node when the drain fails, for whatever reason
 */
public record DrainOptions(
        int podsAtOnce,
        Force force,
        boolean waitForReplacement,
        Duration podTimeout,
        Duration timeout,
        OnTimeout onTimeout) {

    public static final DrainOptions STANDARD =
            new DrainOptions(1, Force.NEVER, true, Duration.ofMinutes(5), Duration.ofHours(1));

    public DrainOptions {
        if (podsAtOnce < 1) {
            throw new IllegalArgumentException("podsAtOnce is 1 or more, not " + podsAtOnce);
        }
    }

    /** A drain that opens its node when it fails. */
    public DrainOptions(
            int podsAtOnce,
            Force force,
            boolean waitForReplacement,
            Duration podTimeout,
            Duration timeout) {
        this(podsAtOnce, force, waitForReplacement, podTimeout, timeout, OnTimeout.UNCORDON);
    }

    /** Tells whether pods without a controller are evicted too, which nobody makes anew. */
    public boolean unmanagedToo() {
        return force != Force.NEVER;
    }
}
