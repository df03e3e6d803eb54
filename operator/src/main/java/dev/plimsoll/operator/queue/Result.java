package dev.plimsoll.operator.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells what a reconciler made of a key. */
public sealed interface Result {

    /**
     * The world is as wanted, as far as can be seen.
     *
     * @param revisitAt when time alone may change that
     */
    record Settled(Optional<Instant> revisitAt) implements Result {}

    /** Something failed or was in the way: again after a growing wait. */
    record Retry(String why) implements Result {}

    /** Somebody said when to come back: a server's Retry-After, or the own write budget. */
    record Later(Duration after, String why) implements Result {}
}
