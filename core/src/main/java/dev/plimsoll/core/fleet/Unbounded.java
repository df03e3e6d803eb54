package dev.plimsoll.core.fleet;

/**
 * Counts containers without a limit: where there are any, the sum of limits is only what is known.
 *
 * @param cpuContainers without a CPU limit of their own or of their pod
 * @param memoryContainers without a memory limit of their own or of their pod
 */
public record Unbounded(int cpuContainers, int memoryContainers) {

    public static final Unbounded NONE = new Unbounded(0, 0);

    public Unbounded plus(Unbounded other) {
        return new Unbounded(
                cpuContainers + other.cpuContainers, memoryContainers + other.memoryContainers);
    }
}
