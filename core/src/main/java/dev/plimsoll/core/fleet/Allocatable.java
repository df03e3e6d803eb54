package dev.plimsoll.core.fleet;

/**
 * States what a node offers to pods: {@code status.allocatable}, or {@code status.capacity} where
 * the kubelet has not said yet.
 *
 * @param cpuMillis thousandths of a core
 * @param memoryBytes bytes
 * @param pods how many pods it takes
 */
public record Allocatable(long cpuMillis, long memoryBytes, int pods) {

    /** Of a node that has not told, or whose reader had no use for it. */
    public static final Allocatable UNKNOWN = new Allocatable(0, 0, 0);
}
