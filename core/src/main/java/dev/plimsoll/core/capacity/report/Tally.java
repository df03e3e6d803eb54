package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;

/**
 * Adds up what pods weigh.
 *
 * @param pods how many; of containers where it is those that are counted
 * @param limits of the containers that have one, so that with {@code unbounded} ones it is only the
 *     least
 */
public record Tally(
        int pods,
        Resources requests,
        Resources limits,
        Unbounded unbounded,
        int guaranteed,
        int burstable,
        int bestEffort) {

    public static final Tally EMPTY =
            new Tally(0, Resources.NONE, Resources.NONE, Unbounded.NONE, 0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(
                pods + other.pods,
                requests.plus(other.requests),
                limits.plus(other.limits),
                unbounded.plus(other.unbounded),
                guaranteed + other.guaranteed,
                burstable + other.burstable,
                bestEffort + other.bestEffort);
    }
}
