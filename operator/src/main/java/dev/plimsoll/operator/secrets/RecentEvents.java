package dev.plimsoll.operator.secrets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Remembers the events that were dealt with, so that one that is delivered again does nothing. It
 * forgets after a time, and the oldest first when there are too many: what it has forgotten is done
 * again, which costs a write that changes nothing.
 */
final class RecentEvents {

    private final Clock clock;
    private final Duration memory;
    private final int most;
    private final SequencedMap<String, Instant> doneAt = new LinkedHashMap<>();

    RecentEvents(Clock clock, Duration memory, int most) {
        this.clock = clock;
        this.memory = memory;
        this.most = most;
    }

    void add(String event) {
        doneAt.remove(event);
        doneAt.put(event, clock.instant());
        Instant forgotten = clock.instant().minus(memory);
        doneAt.values().removeIf(at -> at.isBefore(forgotten));
        while (doneAt.size() > most) {
            doneAt.pollFirstEntry();
        }
    }

    boolean contains(String event) {
        Instant at = doneAt.get(event);
        return at != null && !at.isBefore(clock.instant().minus(memory));
    }
}
