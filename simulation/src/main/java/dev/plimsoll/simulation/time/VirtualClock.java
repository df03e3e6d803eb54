package dev.plimsoll.simulation.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Shows the time that its {@link Scheduler} has reached; it never moves by itself or backwards. */
public final class VirtualClock extends Clock {

    private final ZoneId zone;
    private final Dial dial;

    /** Shared by the clocks of all zones. */
    private static final class Dial {
        private Instant now;

        Dial(Instant now) {
            this.now = now;
        }
    }

    public VirtualClock(Instant start) {
        this(ZoneOffset.UTC, new Dial(start));
    }

    private VirtualClock(ZoneId zone, Dial dial) {
        this.zone = zone;
        this.dial = dial;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new VirtualClock(other, dial);
    }

    @Override
    public Instant instant() {
        return dial.now;
    }

    /** Moves on to the instant; one that has passed already changes nothing. */
    void advanceTo(Instant instant) {
        if (instant.isAfter(dial.now)) {
            dial.now = instant;
        }
    }
}
