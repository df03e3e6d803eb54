package dev.plimsoll.page.content;

import dev.plimsoll.capacity.CapacityDocument.TotalEntry;
import dev.plimsoll.capacity.CapacityDocument.WorkloadEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A workload of the page; its load is a share of all nodes together. */
public record WorkloadLine(WorkloadEntry entry, Load memory, Load cpu) {

    /** The workloads, those with the largest memory limits first; the first one fills its bar. */
    static List<WorkloadLine> of(List<WorkloadEntry> entries, TotalEntry total) {
        double memoryTop = 0;
        double cpuTop = 0;
        long memory = total.allocatable().memoryBytes();
        long cpu = total.allocatable().cpuMillis();
        for (WorkloadEntry entry : entries) {
            memoryTop = Math.max(memoryTop, share(widest(entry, true), memory));
            cpuTop = Math.max(cpuTop, share(widest(entry, false), cpu));
        }
        double memoryEnd = memoryTop == 0 ? 1 : memoryTop;
        double cpuEnd = cpuTop == 0 ? 1 : cpuTop;
        return entries.stream()
                .sorted(
                        Comparator.comparingLong(
                                        (WorkloadEntry entry) -> entry.limits().memoryBytes())
                                .reversed()
                                .thenComparing(WorkloadEntry::namespace)
                                .thenComparing(WorkloadEntry::name))
                .map(entry ->
                        new WorkloadLine(
                                entry,
                                new Load(
                                        exact(entry.requests().memoryBytes(), memory),
                                        exact(entry.limits().memoryBytes(), memory),
                                        LoadLines.Zone.OK,
                                        entry.unbounded().memoryContainers() > 0,
                                        memoryEnd,
                                        Figures.memory(entry.limits().memoryBytes())),
                                new Load(
                                        exact(entry.requests().cpuMillis(), cpu),
                                        exact(entry.limits().cpuMillis(), cpu),
                                        LoadLines.Zone.OK,
                                        entry.unbounded().cpuContainers() > 0,
                                        cpuEnd,
                                        Figures.cores(entry.limits().cpuMillis()) + " cores")))
                .toList();
    }

    /** The classes its pods have. */
    public String qos() {
        return entry.qos().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static long widest(WorkloadEntry entry, boolean memory) {
        return memory
                ? Math.max(entry.requests().memoryBytes(), entry.limits().memoryBytes())
                : Math.max(entry.requests().cpuMillis(), entry.limits().cpuMillis());
    }

    private static double share(long taken, long room) {
        return room == 0 ? 0 : (double) taken / room;
    }

    private static @org.jspecify.annotations.Nullable Double exact(long taken, long room) {
        return room == 0 ? null : (double) taken / room;
    }
}
