package dev.plimsoll.core.drainpolicy;

/**
 * Bounds what a policy does at a time.
 *
 * @param concurrentNodes how many of its nodes may be drained at a time, by whomever; 1 or more
 * @param concurrentNodesPerZone how many of one zone; 1 or more
 * @param circuitBreakerPercent more of its nodes over a line than this share hold everything back;
 *     1 to 100
 */
public record DrainLimits(
        int concurrentNodes, int concurrentNodesPerZone, int circuitBreakerPercent) {

    public static final DrainLimits STANDARD = new DrainLimits(1, 1, 20);
}
