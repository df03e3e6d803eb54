package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.fleet.Container;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
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

    static Tally of(Pod pod) {
        return of(pod.requests(), pod.limits(), pod.unbounded(), pod.qosClass());
    }

    /** Counts one container as though it were a pod of its own. */
    static Tally of(Container container, QosClass qosClass, boolean capped) {
        Resources limits = container.limits();
        Unbounded unbounded =
                capped
                        ? Unbounded.NONE
                        : new Unbounded(
                                limits.cpuMillis() == 0 ? 1 : 0, limits.memoryBytes() == 0 ? 1 : 0);
        return of(container.requests(), limits, unbounded, qosClass);
    }

    private static Tally of(
            Resources requests, Resources limits, Unbounded unbounded, QosClass qosClass) {
        return new Tally(
                1,
                requests,
                limits,
                unbounded,
                qosClass == QosClass.GUARANTEED ? 1 : 0,
                qosClass == QosClass.BURSTABLE ? 1 : 0,
                qosClass == QosClass.BEST_EFFORT ? 1 : 0);
    }

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
