package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.report.CapacityReport;
import dev.plimsoll.core.capacity.report.Group;
import dev.plimsoll.core.capacity.report.NodeLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses the rows of a report: by what it is added up. */
public enum CapacityView {
    NODE,
    WORKLOAD,
    NAMESPACE,
    NODEPOOL,
    ZONE,
    FLEET,
    CONTAINER_ROLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<CapacityRow> rows(CapacityReport report) {
        return switch (this) {
            case NODE -> report.nodes().stream().map(CapacityRow::of).toList();
            case WORKLOAD -> without(report.workloads());
            case NAMESPACE -> without(report.namespaces());
            case NODEPOOL -> beside(report, report.nodePools(), load -> load.traits().nodePool());
            case ZONE -> beside(report, report.zones(), load -> load.traits().zone());
            case FLEET ->
                    List.of(
                            CapacityRow.of(new Group("", "", "all", report.total()))
                                    .on(Share.sum(report.nodes()), report.nodes().size()));
            case CONTAINER_ROLE -> without(report.containerRoles());
        };
    }

    /** Whether a row is a share of some nodes, of which there may be several. */
    boolean groupsNodes() {
        return this == NODEPOOL || this == ZONE || this == FLEET;
    }

    /** Rows whose pods lie on the nodes of all: their share is of the whole fleet. */
    private static List<CapacityRow> without(List<Group> groups) {
        return groups.stream().map(CapacityRow::of).toList();
    }

    private static List<CapacityRow> beside(
            CapacityReport report, List<Group> groups, Function<NodeLoad, String> key) {
        Map<String, List<NodeLoad>> nodes =
                report.nodes().stream().collect(Collectors.groupingBy(key));
        List<CapacityRow> rows = new ArrayList<>();
        for (Group group : groups) {
            List<NodeLoad> carriers = nodes.getOrDefault(group.name(), List.of());
            rows.add(CapacityRow.of(group).on(Share.sum(carriers), carriers.size()));
        }
        return rows;
    }
}
