package dev.plimsoll.simulation.fault;

import dev.plimsoll.simulation.time.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets time pass for a caller while the world goes on around it. */
final class Travel {

    private final Clock clock;
    private final Scheduler scheduler;
    private final Caller caller;

    Travel(Clock clock, Scheduler scheduler, Caller caller) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.caller = caller;
    }

    /** What was sent is on its way, whatever becomes of its sender. */
    void there(Duration time) {
        scheduler.runUntil(clock.instant().plus(time));
        live();
    }

    /** A caller that is stopped takes note of the answer only when it goes on. */
    void back(Duration time) {
        there(time);
        Instant until = caller.frozenUntil();
        while (until.isAfter(clock.instant())) {
            scheduler.runUntil(until);
            live();
            until = caller.frozenUntil();
        }
    }

    /** The caller may be killed from outside meanwhile. */
    private void live() {
        if (!caller.lives()) {
            throw new CallerDied();
        }
    }
}
