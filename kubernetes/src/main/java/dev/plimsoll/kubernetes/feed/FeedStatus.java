package dev.plimsoll.kubernetes.feed;

import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how a feed fares; all ages are by the monotonic clock.
 *
 * @param resource what it feeds
 * @param synced whether a full list has been seen
 * @param objects how many the store holds
 * @param lastByteAge since anything came from the server: the measure of readiness
 * @param lastStepAge since the feed's thread last did anything, be it to fail and try again: it
 *     stays below the longest deadline unless the thread itself is stuck, whatever the server does,
 *     and so is the measure of liveness
 * @param lastListAt when the last full list was taken over
 * @param interruptions how lists and watches ended, by how
 * @param lists full lists taken over
 * @param relists those of them after the first
 * @param audits lists that were compared with the store while a watch was live
 * @param missedEvents differences that an audit found and repaired: 0 unless something is broken
 * @param problem why there is no live list or watch now
 * @param listenerFailures how often a listener threw
 * @param oldestUndelivered for how long a listener has kept a change waiting
 */
public record FeedStatus(
        String resource,
        Phase phase,
        boolean synced,
        int objects,
        Duration lastByteAge,
        Duration lastStepAge,
        Optional<Instant> lastListAt,
        Map<Interruption, Long> interruptions,
        long lists,
        long relists,
        long audits,
        long missedEvents,
        Optional<AccessProblem> problem,
        long listenerFailures,
        Duration oldestUndelivered) {

    public FeedStatus {
        interruptions = Map.copyOf(interruptions);
    }

    /** What the feed's thread is at. */
    public enum Phase {
        LISTING,
        /** Connecting a watch; nothing is known to be missed yet. */
        CONNECTING,
        WATCHING,
        /** Between two tries. */
        WAITING,
        CLOSED
    }
}
