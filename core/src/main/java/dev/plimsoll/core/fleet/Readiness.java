package dev.plimsoll.core.fleet;

import java.time.Instant;

/**
 * Tells a node's Ready condition.
 *
 * @param since when the condition took this status (its {@code lastTransitionTime}); the node's
 *     creation where it has no Ready condition yet
 */
public record Readiness(Status status, Instant since) {

    /** The three values of a condition; a missing condition is {@code UNKNOWN}. */
    public enum Status {
        READY,
        NOT_READY,
        UNKNOWN
    }

    public boolean ready() {
        return status == Status.READY;
    }
}
