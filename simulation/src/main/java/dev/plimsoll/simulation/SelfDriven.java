package dev.plimsoll.simulation;

import dev.plimsoll.simulation.fault.Caller;
import dev.plimsoll.simulation.fault.CallerDied;
import dev.plimsoll.simulation.time.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a process, driven by what is planned: so it goes on while another one, of this
 * process or another, waits for an answer.
 */
final class SelfDriven {

    /** So that work without an end lets time pass. */
    private static final Duration LEAST = Duration.ofNanos(1000);

    private final Clock clock;
    private final Scheduler scheduler;
    private final Caller caller;
    private final Supplier<Optional<Instant>> due;
    private final BooleanSupplier step;
    private final Runnable died;
    private @Nullable Instant planned;
    private boolean busy;

    /**
     * @param died hears that the process has died over a step
     */
    SelfDriven(
            Clock clock,
            Scheduler scheduler,
            Caller caller,
            Supplier<Optional<Instant>> due,
            BooleanSupplier step,
            Runnable died) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.caller = caller;
        this.due = due;
        this.step = step;
        this.died = died;
    }

    /** Looks when there is something to do, and plans it. */
    void plan() {
        if (busy || !caller.lives()) {
            return;
        }
        Optional<Instant> next = due.get();
        if (next.isEmpty()) {
            return;
        }
        Instant at = latest(next.get(), latest(clock.instant().plus(LEAST), caller.frozenUntil()));
        Instant known = planned;
        if (known == null || at.isBefore(known)) {
            planned = at;
            scheduler.at(at, () -> turn(at));
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void turn(Instant at) {
        if (!at.equals(planned) || busy || !caller.lives()) {
            return;
        }
        planned = null;
        if (caller.frozenUntil().isAfter(clock.instant())) {
            plan();
            return;
        }
        busy = true;
        try {
            boolean _ = step.getAsBoolean();
        } catch (CallerDied _) {
            if (caller.lives()) {
                died.run();
            }
        } finally {
            busy = false;
        }
        plan();
    }
}
