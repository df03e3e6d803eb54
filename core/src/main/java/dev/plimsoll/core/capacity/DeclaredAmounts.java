package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Holds the CPU and memory of a {@code ResourceList}, exact; null for one that is not in the list,
 * which is not the same as zero.
 */
public record DeclaredAmounts(@Nullable Quantity cpu, @Nullable Quantity memory) {

    public static final DeclaredAmounts NONE = new DeclaredAmounts(null, null);

    DeclaredAmounts plus(DeclaredAmounts other) {
        return new DeclaredAmounts(sum(cpu, other.cpu), sum(memory, other.memory));
    }

    DeclaredAmounts max(DeclaredAmounts other) {
        return new DeclaredAmounts(larger(cpu, other.cpu), larger(memory, other.memory));
    }

    /** Takes what the other list has, and keeps the rest. */
    DeclaredAmounts replacedBy(DeclaredAmounts other) {
        return new DeclaredAmounts(
                other.cpu == null ? cpu : other.cpu, other.memory == null ? memory : other.memory);
    }

    /** Adds to those amounts only that are there and are not zero. */
    DeclaredAmounts plusWhereLimited(DeclaredAmounts other) {
        return new DeclaredAmounts(
                positive(cpu) ? sum(cpu, other.cpu) : cpu,
                positive(memory) ? sum(memory, other.memory) : memory);
    }

    /** Whether there is more than zero of it. */
    boolean hasCpu() {
        return positive(cpu);
    }

    /** Whether there is more than zero of it. */
    boolean hasMemory() {
        return positive(memory);
    }

    /** Rounds up to what schedulers count in. */
    Resources rounded() {
        return new Resources(
                cpu == null ? 0 : cpu.ceilMillis(), memory == null ? 0 : memory.ceilUnits());
    }

    static boolean positive(@Nullable Quantity quantity) {
        return quantity != null && !quantity.isZero();
    }

    private static @Nullable Quantity sum(@Nullable Quantity a, @Nullable Quantity b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : a.plus(b);
    }

    private static @Nullable Quantity larger(@Nullable Quantity a, @Nullable Quantity b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : a.max(b);
    }
}
