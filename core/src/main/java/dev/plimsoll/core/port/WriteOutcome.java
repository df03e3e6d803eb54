package dev.plimsoll.core.port;

import java.time.Duration;

/**
 * Tells what became of a write.
 *
 * @param <T> what was written
 */
public sealed interface WriteOutcome<T> {

    /** It was written, and this is the object now. */
    record Done<T>(T after) implements WriteOutcome<T> {}

    /** The object had changed since it was read (409): look again. */
    record Conflict<T>(String message) implements WriteOutcome<T> {}

    /** The object is no more (404, or another uid). */
    record Gone<T>() implements WriteOutcome<T> {}

    /** The server will not do this however often it is asked (400, 401, 403, 422). */
    record Refused<T>(int code, String message) implements WriteOutcome<T> {}

    /** The server did nothing and asks to come back (429, or 503 with Retry-After). */
    record Busy<T>(Duration retryAfter, String message) implements WriteOutcome<T> {}

    /** No answer, or one that leaves it open (a time-out, a reset, 500): it may have happened. */
    record Doubtful<T>(String message) implements WriteOutcome<T> {}

    /** Nothing was sent, because this process may not write now: another one may lead. */
    record Withheld<T>(String message) implements WriteOutcome<T> {}
}
