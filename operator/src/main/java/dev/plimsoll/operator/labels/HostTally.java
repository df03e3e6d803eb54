package dev.plimsoll.operator.labels;

import dev.plimsoll.core.labels.LabelPolicyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts how often a policy's labels moved, and how many distinct hosts carried them in the current
 * hour: a vendor who bills per host and hour counts a host from its first minute. Both go on from
 * the recorded status after a restart; what happened between the last record and a crash is missed.
 */
final class HostTally {

    private static final long SECONDS_AN_HOUR = Duration.ofHours(1).toSeconds();

    private final Set<String> seen = new HashSet<>();
    private long moves;
    private int most;
    private long hour;
    private int hosts;

    /**
     * @param carriers the uids of the nodes that carry the labels now
     */
    HostTally(LabelPolicyStatus recorded, Collection<String> carriers, Instant now) {
        moves = recorded.moves();
        most = Math.max(recorded.labelled(), carriers.size());
        hour = hourOf(now);
        seen.addAll(carriers);
        hosts = Math.max(seen.size(), recorded.billedHour() == hour ? recorded.billedHosts() : 0);
    }

    /** A node was given the labels: a move, unless more nodes carry them now than ever before. */
    void added(String uid, int carriersNow) {
        if (carriersNow > most) {
            most = carriersNow;
        } else {
            moves++;
        }
        if (seen.add(uid)) {
            hosts++;
        }
    }

    /**
     * Starts a new hour where one has begun: only the hosts that carry the labels now count. Within
     * the hour, counts those too whose addition had no answer.
     */
    void roll(Collection<String> carriers, Instant now) {
        if (hourOf(now) != hour) {
            hour = hourOf(now);
            seen.clear();
            hosts = 0;
        }
        carriers.stream().filter(seen::add).forEach(_ -> hosts++);
    }

    /** Tells when the count of hosts will start anew. */
    Instant nextHour() {
        return Instant.ofEpochSecond((hour + 1) * SECONDS_AN_HOUR);
    }

    long moves() {
        return moves;
    }

    int hosts() {
        return hosts;
    }

    long hour() {
        return hour;
    }

    private static long hourOf(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), SECONDS_AN_HOUR);
    }
}
