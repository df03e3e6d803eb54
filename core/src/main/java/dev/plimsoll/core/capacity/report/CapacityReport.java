package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Pod;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Adds up what a fleet carries. A pod counts where it is bound to a node and has not finished; one
 * that is being deleted counts still.
 *
 * @param containerRoles single containers in place of pods; they do not add up to the others where
 *     init containers, overhead or pod-level resources weigh in
 * @param strangers pods that are bound to a node that is not in the fleet, as {@code
 *     namespace/name}; they count everywhere but with the nodes, pools and zones
 */
public record CapacityReport(
        List<NodeLoad> nodes,
        List<Group> workloads,
        List<Group> namespaces,
        List<Group> nodePools,
        List<Group> zones,
        List<Group> containerRoles,
        Tally total,
        List<String> strangers) {

    /** Adds up; the lists are sorted by name. */
    public static CapacityReport of(Collection<Node> nodes, Collection<Pod> pods) {
        FleetSums sums = new FleetSums(nodes, pods);
        List<NodeLoad> loads = loads(nodes, sums);
        return new CapacityReport(
                loads,
                sums.workloads(),
                named(sums.namespaces()),
                named(byTrait(loads, NodeTraits::nodePool)),
                named(byTrait(loads, NodeTraits::zone)),
                named(sums.roles()),
                sums.total(),
                sums.strangers());
    }

    private static List<NodeLoad> loads(Collection<Node> nodes, FleetSums sums) {
        return nodes.stream()
                .sorted(Comparator.comparing(Node::name))
                .map(node ->
                        new NodeLoad(
                                node,
                                NodeTraits.of(node),
                                sums.ofNode(node.name()),
                                sums.ofDaemonSets(node.name())))
                .toList();
    }

    private static Map<String, Tally> byTrait(
            List<NodeLoad> loads, Function<NodeTraits, String> trait) {
        Map<String, Tally> sums = new TreeMap<>();
        loads.forEach(load -> sums.merge(trait.apply(load.traits()), load.all(), Tally::plus));
        return sums;
    }

    private static List<Group> named(Map<String, Tally> sums) {
        return sums.entrySet().stream()
                .map(entry -> new Group("", "", entry.getKey(), entry.getValue()))
                .toList();
    }
}
