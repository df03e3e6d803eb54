package dev.plimsoll.operator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Work that is done in steps, so that a thread can drive it as well as a virtual clock. */
public interface Job {

    /**
     * Does the next piece of work that is due.
     *
     * @return false where nothing was due
     */
    boolean step();

    /** Tells when {@link #step} will next find something; empty where only an event can tell. */
    Optional<Instant> nextDue();

    /** Waits until an event may have brought work, or the time is over. */
    void awaitChange(Duration atMost) throws InterruptedException;
}
