package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.secrets.RefreshCounts;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts for one SecretRefresh for as long as this process lives: what one term could not write any
 * more is written in the next, on top of what another process may have counted in between.
 */
public final class RefreshTally {

    private RefreshCounts counts = RefreshCounts.NONE;
    private RefreshCounts written = RefreshCounts.NONE;
    private RefreshCounts tried = RefreshCounts.NONE;
    private Optional<Instant> lastEventAt = Optional.empty();

    /** Goes on from what the cluster shows as a term begins. */
    synchronized void goOn(SecretRefreshStatus stored) {
        RefreshCounts shown = stored.counts();
        // A write whose answer was lost may have been made.
        RefreshCounts known = shown.equals(tried) ? tried : written;
        counts = shown.plus(counts.minus(known));
        written = shown;
        tried = shown;
        lastEventAt =
                Stream.concat(lastEventAt.stream(), stored.lastEventAt().stream())
                        .max(Comparator.naturalOrder());
    }

    synchronized void count(Count count, Instant now) {
        counts = counts.plus(count);
        if (count == Count.RECEIVED) {
            lastEventAt = Optional.of(now);
        }
    }

    synchronized RefreshCounts counts() {
        return counts;
    }

    synchronized Optional<Instant> lastEventAt() {
        return lastEventAt;
    }

    /** Notes what is about to be written. */
    synchronized void trying(RefreshCounts now) {
        tried = now;
    }

    /** Notes that it was written, for certain. */
    synchronized void wrote(RefreshCounts now) {
        written = now;
    }
}
