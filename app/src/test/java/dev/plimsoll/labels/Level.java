package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Looks now and then at what this JVM holds, the operators in it included, and judges whether it
 * stays level: the last third of a run against the first.
 */
final class Level {

    /** What the test itself remembers of the run grows by less. */
    private static final long GROWTH_BYTES = 32L << 20;

    private static final int GROWTH_THREADS = 6;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final List<Look> looks = new ArrayList<>();

    private record Look(long heapBytes, long threads) {}

    /** Takes what is left after a full collection of garbage, when nothing else happens. */
    void look() {
        memory.gc();
        looks.add(
                new Look(
                        memory.getHeapMemoryUsage().getUsed(),
                        ManagementFactory.getThreadMXBean().getThreadCount()));
    }

    void check() {
        assertThat(looks).as("looks at memory and threads").hasSizeGreaterThanOrEqualTo(3);
        assertThat(last(Look::heapBytes))
                .as("heap after collection at the end: %s", this)
                .isLessThan(first(Look::heapBytes) + GROWTH_BYTES);
        assertThat(last(Look::threads))
                .as("threads at the end: %s", this)
                .isLessThanOrEqualTo(first(Look::threads) + GROWTH_THREADS);
    }

    /** The least and the most of the last third would hide a leak: the median shows it. */
    private long last(ToLongFunction<Look> what) {
        return median(looks.subList(looks.size() - third(), looks.size()), what);
    }

    private long first(ToLongFunction<Look> what) {
        return median(looks.subList(0, third()), what);
    }

    private int third() {
        return Math.max(1, looks.size() / 3);
    }

    private static long median(List<Look> some, ToLongFunction<Look> what) {
        long[] sorted = some.stream().mapToLong(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "heap after collection %.1f MiB in the first third, %.1f MiB in the last; threads"
                        + " %d and %d; %d looks",
                first(Look::heapBytes) / 1048576.0,
                last(Look::heapBytes) / 1048576.0,
                first(Look::threads),
                last(Look::threads),
                looks.size());
    }
}
