package dev.plimsoll.simulation.fault;

import java.time.Instant;

/** The process that calls. */
public interface Caller {

    /** Tells whether it lives still. */
    boolean lives();

    /** Until when it is stopped, as by SIGSTOP; a moment that has passed when it is not. */
    Instant frozenUntil();
}
