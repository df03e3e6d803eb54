package dev.plimsoll.kubernetes.canary;

import dev.plimsoll.kubernetes.feed.ResourceVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Matches what was written with what came back. A beat has come back when its version or a later
 * one was seen, for another operator may have beaten on the same object since.
 */
final class Echo {

    private record Beat(long version, long sent) {}

    private final LongSupplier nanoTime;
    private @Nullable Beat waiting;
    private @Nullable Duration roundTrip;
    private long seen = ResourceVersion.NONE;
    private long seenAt;
    private long returnedAt;
    private int unreturned;

    /**
     * @param nanoTime a monotonic clock
     */
    Echo(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        returnedAt = nanoTime.getAsLong();
    }

    /** Takes note that the server has accepted a beat. */
    synchronized void accepted(String version, long sent) {
        Beat beat = new Beat(ResourceVersion.of(version), sent);
        unreturned++;
        if (seen >= beat.version) {
            // The watch was faster than the answer.
            returned(beat, seenAt);
        } else if (waiting == null) {
            waiting = beat;
        }
    }

    /** Takes note that a state of the object has come through the watch. */
    synchronized void seen(String version) {
        long now = ResourceVersion.of(version);
        if (now <= seen) {
            return;
        }
        seen = now;
        seenAt = nanoTime.getAsLong();
        Beat beat = waiting;
        if (beat != null && now >= beat.version) {
            returned(beat, seenAt);
        }
    }

    private void returned(Beat beat, long at) {
        roundTrip = Duration.ofNanos(Math.max(0, at - beat.sent));
        returnedAt = at;
        waiting = null;
        unreturned = 0;
    }

    /** The last round trip; empty before the first. */
    synchronized Optional<Duration> roundTrip() {
        return Optional.ofNullable(roundTrip);
    }

    /** How long ago a beat last came back; since the start where none has. */
    synchronized Duration age() {
        return Duration.ofNanos(nanoTime.getAsLong() - returnedAt);
    }

    /** How many beats the server has accepted since one last came back. */
    synchronized int unreturned() {
        return unreturned;
    }
}
