package dev.plimsoll.operator.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Does one thing again and again. The pause counts from its end, and is up to a tenth longer or
 * shorter, so that many processes do not ask for the same at the same time.
 */
public final class PeriodicJob implements Job {

    private static final double JITTER = 0.1;

    private final Runnable work;
    private final Duration pause;
    private final InstantSource clock;
    private final RandomGenerator random;
    private Instant due;

    /** Makes a job that is due at once. */
    public PeriodicJob(Runnable work, Duration pause, InstantSource clock, RandomGenerator random) {
        this.work = work;
        this.pause = pause;
        this.clock = clock;
        this.random = random;
        due = clock.instant();
    }

    @Override
    public boolean step() {
        if (clock.instant().isBefore(due())) {
            return false;
        }
        try {
            work.run();
        } finally {
            double factor = 1 + random.nextDouble(-JITTER, JITTER);
            due = clock.instant().plusMillis(Math.round(pause.toMillis() * factor));
        }
        return true;
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(due());
    }

    /** Farther away than any pause is only what was due by a clock that has been set back. */
    private Instant due() {
        Instant now = clock.instant();
        return due.isAfter(now.plus(pause.multipliedBy(2))) ? now : due;
    }

    /** Nothing but time brings work. */
    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        Thread.sleep(atMost.isNegative() ? Duration.ZERO : atMost);
    }
}
