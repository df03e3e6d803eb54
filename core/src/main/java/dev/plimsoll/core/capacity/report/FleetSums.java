package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.fleet.Container;
import dev.plimsoll.core.fleet.ContainerRole;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up pods by everything that a report tells, in one pass. Lists come sorted by namespace and
 * name, so that a pod's workload is mostly that of the pod before.
 */
final class FleetSums {

    private static final Comparator<Group> BY_NAME =
            Comparator.comparing(Group::namespace)
                    .thenComparing(Group::kind)
                    .thenComparing(Group::name);

    private final Map<String, Sum> nodes = new HashMap<>();
    private final Map<String, Sum> daemonSets = new HashMap<>();
    private final Map<Workload, Sum> workloads = new HashMap<>();
    private final Map<String, Sum> namespaces = new HashMap<>();
    private final Map<ContainerRole, Sum> roles = new EnumMap<>(ContainerRole.class);
    private final Sum total = new Sum();
    private final List<String> strangers = new ArrayList<>();

    private @Nullable Pod before;
    private boolean ofDaemonSet;
    private Sum workload = new Sum();
    private Sum namespace = new Sum();

    private record Workload(String namespace, String kind, String name) {}

    FleetSums(Collection<Node> known, Collection<Pod> pods) {
        known.forEach(node -> nodes.put(node.name(), new Sum()));
        for (Pod pod : pods) {
            if (pod.counted()) {
                add(pod);
            }
        }
    }

    private void add(Pod pod) {
        total.add(pod);
        Sum node = nodes.get(pod.nodeName());
        if (node == null) {
            strangers.add(pod.key());
        } else {
            node.add(pod);
        }
        find(pod);
        workload.add(pod);
        namespace.add(pod);
        if (ofDaemonSet) {
            daemonSets.computeIfAbsent(pod.nodeName(), name -> new Sum()).add(pod);
        }
        boolean capped = pod.unbounded().equals(Unbounded.NONE);
        for (Container container : pod.containers()) {
            roles.computeIfAbsent(container.role(), role -> new Sum())
                    .add(container, pod.qosClass(), capped);
        }
    }

    private void find(Pod pod) {
        if (before == null || !siblings(before, pod)) {
            OwnerReference owner = WorkloadOwner.of(pod);
            ofDaemonSet = owner.kind().equals("DaemonSet");
            workload =
                    workloads.computeIfAbsent(
                            new Workload(pod.namespace(), owner.kind(), owner.name()),
                            key -> new Sum());
            namespace = namespaces.computeIfAbsent(pod.namespace(), name -> new Sum());
        }
        before = pod;
    }

    private static boolean siblings(Pod a, Pod b) {
        OwnerReference controller = a.controller();
        return controller != null
                // A node controls the pods of its own disk, which have no workload in common.
                && !controller.kind().equals("Node")
                && controller.equals(b.controller())
                && a.namespace().equals(b.namespace())
                && a.templateHash().equals(b.templateHash());
    }

    Tally ofNode(String name) {
        return tally(nodes.get(name));
    }

    Tally ofDaemonSets(String node) {
        return tally(daemonSets.get(node));
    }

    private static Tally tally(@Nullable Sum sum) {
        return sum == null ? Tally.EMPTY : sum.tally();
    }

    List<Group> workloads() {
        return workloads.entrySet().stream()
                .map(entry ->
                        new Group(
                                entry.getKey().namespace,
                                entry.getKey().kind,
                                entry.getKey().name,
                                entry.getValue().tally()))
                .sorted(BY_NAME)
                .toList();
    }

    Map<String, Tally> namespaces() {
        Map<String, Tally> byName = new TreeMap<>();
        namespaces.forEach((name, sum) -> byName.put(name, sum.tally()));
        return byName;
    }

    Map<String, Tally> roles() {
        Map<String, Tally> byName = new TreeMap<>();
        roles.forEach((role, sum) -> byName.put(role.toString(), sum.tally()));
        return byName;
    }

    Tally total() {
        return total.tally();
    }

    List<String> strangers() {
        return List.copyOf(strangers);
    }
}
