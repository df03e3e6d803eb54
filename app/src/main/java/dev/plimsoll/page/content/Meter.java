package dev.plimsoll.page.content;

import dev.plimsoll.capacity.CapacityDocument.NodeEntry;
import dev.plimsoll.capacity.CapacityDocument.TotalEntry;
import dev.plimsoll.core.fleet.Resources;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One sum of the fleet against what all nodes offer.
 *
 * @param label such as {@code Memory limits}
 * @param key its name in the JSON, below {@code total.share}
 * @param share the load it is shown as; requests and limits are one and the same here
 * @param detail the amounts in words
 */
public record Meter(String label, String key, Load share, String detail, String note) {

    static List<Meter> of(TotalEntry total, List<NodeEntry> nodes, LoadLines lines, double top) {
        ToLongFunction<Resources> memory = Resources::memoryBytes;
        ToLongFunction<Resources> cpu = Resources::cpuMillis;
        return List.of(
                new Meter(
                        "Memory limits",
                        "memoryLimits",
                        load(total.share().memoryLimits(), lines, top),
                        memory(total.limits(), total),
                        Figures.memory(daemonSets(nodes, true, memory)) + " by DaemonSets"),
                new Meter(
                        "Memory requests",
                        "memoryRequests",
                        load(total.share().memoryRequests(), LoadLines.FULL, top),
                        memory(total.requests(), total),
                        Figures.memory(daemonSets(nodes, false, memory)) + " by DaemonSets"),
                new Meter(
                        "CPU limits",
                        "cpuLimits",
                        load(total.share().cpuLimits(), LoadLines.FULL, top),
                        cpu(total.limits(), total),
                        Figures.cores(daemonSets(nodes, true, cpu)) + " cores by DaemonSets"),
                new Meter(
                        "CPU requests",
                        "cpuRequests",
                        load(total.share().cpuRequests(), LoadLines.FULL, top),
                        cpu(total.requests(), total),
                        Figures.cores(daemonSets(nodes, false, cpu)) + " cores by DaemonSets"));
    }

    private static Load load(
            @org.jspecify.annotations.Nullable Double share, LoadLines lines, double top) {
        return new Load(null, share, lines.zone(share), false, top, "");
    }

    private static String memory(Resources taken, TotalEntry total) {
        return Figures.memory(taken.memoryBytes(), total.allocatable().memoryBytes());
    }

    private static String cpu(Resources taken, TotalEntry total) {
        return Figures.cores(taken.cpuMillis())
                + " of "
                + Figures.cores(total.allocatable().cpuMillis())
                + " cores";
    }

    private static long daemonSets(
            List<NodeEntry> nodes, boolean limits, ToLongFunction<Resources> amount) {
        return nodes.stream()
                .map(node -> limits ? node.daemonSets().limits() : node.daemonSets().requests())
                .mapToLong(amount)
                .sum();
    }
}
