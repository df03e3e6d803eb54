package dev.plimsoll.simulation.fault;

import java.time.Duration;

/** Says what goes wrong with one call to the API server. */
public sealed interface Fault {

    /** Nothing: the server answers what is the case. */
    record None() implements Fault {}

    /** Somebody else writes the same object just before. */
    record Overtaken() implements Fault {}

    /** The server asks to come back later, and has done nothing. */
    record Busy(Duration retryAfter) implements Fault {}

    /** The server has been told not to take this. */
    record Refused(int code) implements Fault {}

    /** The caller never gets the answer, and waits for it until its time-out. */
    record AnswerLost(Arrival arrival, Duration timeout) implements Fault {}

    /** The caller dies over the call. */
    record CallerDies(Arrival arrival) implements Fault {}

    /** Says what becomes of a request that nobody waits for any more. */
    sealed interface Arrival {

        /** It is never carried out. */
        record Never() implements Arrival {}

        /** It is carried out after the delay, if its precondition still holds then. */
        record After(Duration delay) implements Arrival {}
    }
}
