package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clocks of one machine: both drift; the wall clock is wrong, can be set, and goes on while the
 * machine sleeps, which the monotonic one does not.
 */
final class MachineClock implements MonotonicClock, InstantSource {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTime time;
    private final double rate;
    private final long bootNanos;
    private Duration wrongBy;
    private long slept;
    private long asleepSince = -1;

    /**
     * @param rate how fast it runs, around 1
     * @param bootNanos where the monotonic clock begins
     */
    MachineClock(VirtualTime time, double rate, long bootNanos, Duration wrongBy) {
        this.time = time;
        this.rate = rate;
        this.bootNanos = bootNanos;
        this.wrongBy = wrongBy;
    }

    @Override
    public long nanos() {
        long awake = (asleepSince < 0 ? time.nanos() : asleepSince) - slept;
        return bootNanos + (long) (awake * rate);
    }

    @Override
    public Instant instant() {
        return EPOCH.plus(wrongBy).plusNanos((long) (time.nanos() * rate));
    }

    /** How long a span of this clock really lasts. */
    long trueNanos(Duration span) {
        return (long) Math.ceil(span.toNanos() / rate);
    }

    void set(Duration by) {
        wrongBy = wrongBy.plus(by);
    }

    void sleep() {
        asleepSince = time.nanos();
    }

    void wake() {
        slept += time.nanos() - asleepSince;
        asleepSince = -1;
    }
}
