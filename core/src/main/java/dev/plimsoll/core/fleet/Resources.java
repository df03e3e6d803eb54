package dev.plimsoll.core.fleet;

/**
 * Holds amounts of the two resources that decide where a pod fits. Sums stop at the largest long
 * instead of wrapping round.
 *
 * @param cpuMillis thousandths of a core, at least 0
 * @param memoryBytes bytes, at least 0
 */
public record Resources(long cpuMillis, long memoryBytes) {

    public static final Resources NONE = new Resources(0, 0);

    public Resources plus(Resources other) {
        return new Resources(sum(cpuMillis, other.cpuMillis), sum(memoryBytes, other.memoryBytes));
    }

    /** Takes the larger amount of each resource. */
    public Resources max(Resources other) {
        return new Resources(
                Math.max(cpuMillis, other.cpuMillis), Math.max(memoryBytes, other.memoryBytes));
    }

    /** Adds two amounts, of which neither is negative; stops at the largest long. */
    public static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
