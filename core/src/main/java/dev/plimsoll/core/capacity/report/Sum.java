package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.fleet.Container;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;

/** Adds up in place, where a new {@link Tally} for each of many thousand pods would be garbage. */
final class Sum {

    private int pods;
    private long cpuRequestMillis;
    private long memoryRequestBytes;
    private long cpuLimitMillis;
    private long memoryLimitBytes;
    private int cpuUnbounded;
    private int memoryUnbounded;
    private final int[] qosClasses = new int[QosClass.values().length];

    void add(Pod pod) {
        add(pod.requests(), pod.limits(), pod.qosClass());
        unbounded(pod.unbounded().cpuContainers(), pod.unbounded().memoryContainers());
    }

    /**
     * Counts one container as though it were a pod of its own.
     *
     * @param capped nothing of its pod is without a limit
     */
    void add(Container container, QosClass qosClass, boolean capped) {
        Resources limits = container.limits();
        add(container.requests(), limits, qosClass);
        if (!capped) {
            unbounded(limits.cpuMillis() == 0 ? 1 : 0, limits.memoryBytes() == 0 ? 1 : 0);
        }
    }

    private void add(Resources requests, Resources limits, QosClass qosClass) {
        pods++;
        cpuRequestMillis = Resources.sum(cpuRequestMillis, requests.cpuMillis());
        memoryRequestBytes = Resources.sum(memoryRequestBytes, requests.memoryBytes());
        cpuLimitMillis = Resources.sum(cpuLimitMillis, limits.cpuMillis());
        memoryLimitBytes = Resources.sum(memoryLimitBytes, limits.memoryBytes());
        qosClasses[qosClass.ordinal()]++;
    }

    private void unbounded(int cpuContainers, int memoryContainers) {
        cpuUnbounded += cpuContainers;
        memoryUnbounded += memoryContainers;
    }

    Tally tally() {
        return new Tally(
                pods,
                new Resources(cpuRequestMillis, memoryRequestBytes),
                new Resources(cpuLimitMillis, memoryLimitBytes),
                new Unbounded(cpuUnbounded, memoryUnbounded),
                qosClasses[QosClass.GUARANTEED.ordinal()],
                qosClasses[QosClass.BURSTABLE.ordinal()],
                qosClasses[QosClass.BEST_EFFORT.ordinal()]);
    }
}
