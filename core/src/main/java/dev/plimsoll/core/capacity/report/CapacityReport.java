package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.fleet.Container;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

    private static final Comparator<Group> BY_NAME =
            Comparator.comparing(Group::namespace)
                    .thenComparing(Group::kind)
                    .thenComparing(Group::name);

    /** Adds up; the lists are sorted by name. */
    public static CapacityReport of(Collection<Node> nodes, Collection<Pod> pods) {
        Map<String, Tally> byNode = new HashMap<>();
        Map<String, Tally> daemonSetsByNode = new HashMap<>();
        Map<Group, Tally> workloads = new HashMap<>();
        Map<String, Tally> namespaces = new TreeMap<>();
        Map<String, Tally> roles = new TreeMap<>();
        nodes.forEach(node -> byNode.put(node.name(), Tally.EMPTY));
        List<String> strangers = new ArrayList<>();
        Tally total = Tally.EMPTY;
        for (Pod pod : pods) {
            if (!pod.counted()) {
                continue;
            }
            Tally own = Tally.of(pod);
            total = total.plus(own);
            if (byNode.computeIfPresent(pod.nodeName(), (name, sum) -> sum.plus(own)) == null) {
                strangers.add(pod.key());
            }
            OwnerReference owner = WorkloadOwner.of(pod);
            if (owner.kind().equals("DaemonSet")) {
                daemonSetsByNode.merge(pod.nodeName(), own, Tally::plus);
            }
            workloads.merge(
                    new Group(pod.namespace(), owner.kind(), owner.name(), Tally.EMPTY),
                    own,
                    Tally::plus);
            namespaces.merge(pod.namespace(), own, Tally::plus);
            boolean capped = pod.unbounded().equals(Unbounded.NONE);
            for (Container container : pod.containers()) {
                roles.merge(
                        container.role().toString(),
                        Tally.of(container, pod.qosClass(), capped),
                        Tally::plus);
            }
        }
        List<NodeLoad> loads = loads(nodes, byNode, daemonSetsByNode);
        return new CapacityReport(
                loads,
                workloads.entrySet().stream()
                        .map(entry -> withTally(entry.getKey(), entry.getValue()))
                        .sorted(BY_NAME)
                        .toList(),
                named(namespaces),
                named(byTrait(loads, NodeTraits::nodePool)),
                named(byTrait(loads, NodeTraits::zone)),
                named(roles),
                total,
                List.copyOf(strangers));
    }

    private static List<NodeLoad> loads(
            Collection<Node> nodes, Map<String, Tally> all, Map<String, Tally> daemonSets) {
        return nodes.stream()
                .sorted(Comparator.comparing(Node::name))
                .map(node ->
                        new NodeLoad(
                                node,
                                NodeTraits.of(node),
                                all.getOrDefault(node.name(), Tally.EMPTY),
                                daemonSets.getOrDefault(node.name(), Tally.EMPTY)))
                .toList();
    }

    private static Map<String, Tally> byTrait(
            List<NodeLoad> loads, Function<NodeTraits, String> trait) {
        Map<String, Tally> sums = new TreeMap<>();
        loads.forEach(load -> sums.merge(trait.apply(load.traits()), load.all(), Tally::plus));
        return sums;
    }

    private static Group withTally(Group group, Tally tally) {
        return new Group(group.namespace(), group.kind(), group.name(), tally);
    }

    private static List<Group> named(Map<String, Tally> sums) {
        return sums.entrySet().stream()
                .map(entry -> new Group("", "", entry.getKey(), entry.getValue()))
                .toList();
    }
}
