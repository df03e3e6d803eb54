package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.NodeRequirement;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.SpreadConstraint;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.core.fleet.Toleration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which pods are counted in which domains; pods with equal ones share the counts.
 *
 * @param keys the topology keys of all spread constraints of the pod: a node that lacks one does
 *     not count
 * @param affinity nodes that do not meet it do not count; empty where all do
 * @param tolerations nodes with taints beyond them do not count; empty where all do
 */
record SpreadRule(
        String namespace,
        LabelSelector selector,
        String topologyKey,
        Set<String> keys,
        Optional<NodeRequirement> affinity,
        Optional<List<Toleration>> tolerations) {

    private static final Taint CORDON =
            new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    static SpreadRule of(String namespace, Scheduling scheduling, SpreadConstraint constraint) {
        return new SpreadRule(
                namespace,
                constraint.selector(),
                constraint.topologyKey(),
                scheduling.spread().stream()
                        .map(SpreadConstraint::topologyKey)
                        .collect(Collectors.toUnmodifiableSet()),
                constraint.honorAffinity() ? Optional.of(scheduling.nodes()) : Optional.empty(),
                constraint.honorTaints()
                        ? Optional.of(scheduling.tolerations())
                        : Optional.empty());
    }

    /** Tells whether the rule counts pods of this kind; one on its way out never counts. */
    boolean counts(String podNamespace, Scheduling scheduling) {
        return !scheduling.deleting()
                && namespace.equals(podNamespace)
                && !selector.equals(LabelSelector.EVERYTHING)
                && selector.matches(scheduling.labels());
    }

    /** Tells whether a node is one of the domains' nodes. */
    boolean includes(Node node, boolean cordoned) {
        return node.labels().keySet().containsAll(keys)
                && affinity.map(wanted -> wanted.matches(node)).orElse(true)
                && tolerations.map(given -> tolerated(given, node, cordoned)).orElse(true);
    }

    private static boolean tolerated(List<Toleration> given, Node node, boolean cordoned) {
        return node.taints().stream().allMatch(taint -> tolerates(given, taint))
                && (!cordoned || tolerates(given, CORDON));
    }

    private static boolean tolerates(List<Toleration> given, Taint taint) {
        return taint.effect().equals("PreferNoSchedule")
                || given.stream().anyMatch(one -> one.tolerates(taint));
    }
}
