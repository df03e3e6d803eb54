package dev.plimsoll.page.content;

import dev.plimsoll.capacity.CapacityDocument.NodeEntry;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node of the page.
 *
 * @param id its anchor
 */
public record NodeLine(String id, NodeEntry entry, Load memory, Load cpu) {

    static NodeLine of(int index, NodeEntry entry, LoadLines lines, double top) {
        Unbounded unbounded = entry.unbounded();
        return new NodeLine(
                "n" + index,
                entry,
                new Load(
                        entry.share().memoryRequests(),
                        entry.share().memoryLimits(),
                        lines.zone(entry.share().memoryLimits()),
                        unbounded.memoryContainers() > 0,
                        top,
                        Figures.memory(
                                entry.limits().memoryBytes(), entry.allocatable().memoryBytes())),
                new Load(
                        entry.share().cpuRequests(),
                        entry.share().cpuLimits(),
                        LoadLines.Zone.OK,
                        unbounded.cpuContainers() > 0,
                        top,
                        Figures.cores(entry.limits().cpuMillis())
                                + " of "
                                + Figures.cores(entry.allocatable().cpuMillis())
                                + " cores"));
    }

    /** What kind of node it is, and what is the matter with it. */
    public String kind() {
        return Stream.of(
                        entry.instanceType(),
                        entry.zone(),
                        entry.nodePool(),
                        entry.capacityType().equals("on-demand") ? "" : entry.capacityType(),
                        entry.ready() ? "" : "not ready",
                        entry.schedulable() ? "" : "cordoned")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" \u00b7 "));
    }

    public String hourlyUsd() {
        return entry.hourlyUsd() == null ? "" : entry.hourlyUsd().toPlainString();
    }

    /** The one sentence a bar is read out as. */
    String sentence() {
        int open = entry.unbounded().memoryContainers();
        String containers =
                open == 0
                        ? ""
                        : Figures.counted(open, "container", "containers")
                                + " without a memory limit";
        return Stream.of(
                        entry.name() + ": memory limits " + Figures.percent(memory.limits()),
                        "requests " + Figures.percent(memory.requests()),
                        containers)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    static List<NodeEntry> fullestFirst(List<NodeEntry> nodes) {
        return nodes.stream()
                .sorted(
                        Comparator.comparingDouble((NodeEntry node) ->
                                        Load.orNothing(node.share().memoryLimits()))
                                .reversed()
                                .thenComparing(NodeEntry::name))
                .toList();
    }
}
