package dev.plimsoll.core.capacity.policy;

import dev.plimsoll.core.capacity.consolidate.ConsolidateFleet;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.capacity.consolidate.Machine;
import dev.plimsoll.core.capacity.policy.ConsolidationMove.Halt;
import dev.plimsoll.core.capacity.policy.ConsolidationMove.Order;
import dev.plimsoll.core.capacity.policy.ConsolidationMove.Rest;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec.Mode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.nodedrain.NodeDrain;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what becomes of a plan. Drains are ordered in small lots, each on a plan that was made
 * after the last lot had ended; a drain that failed, a pod that waits for a node or a drain of
 * somebody else's stops it.
 */
public final class ConsolidationDecision {

    private ConsolidationDecision() {}

    /**
     * Decides what can be decided without reading the fleet.
     *
     * @return empty where a plan has to be made
     */
    public static Optional<ConsolidationMove> beforePlanning(
            ConsolidationPolicy policy, ConsolidationSpec spec, Collection<NodeDrain> all) {
        ConsolidationDrains drains = ConsolidationDrains.of(policy, all);
        List<NodeDrain> underway = drains.underway();
        if (!underway.isEmpty()) {
            NodeDrain first = underway.getFirst();
            return Optional.of(
                    new Rest(
                            "Draining",
                            "NodeDrain %s of node %s is %s%s."
                                    .formatted(
                                            first.name(),
                                            ConsolidationDrains.node(first),
                                            first.status().phase(),
                                            first.begun()
                                                    ? ""
                                                    : "; an operator with the job drain takes"
                                                            + " it up")));
        }
        if (spec.mode() == Mode.RECOMMEND) {
            return Optional.empty();
        }
        return drains.failed(policy)
                .map(drain ->
                        new Halt(
                                "DrainFailed",
                                "NodeDrain %s of node %s is %s: %s Delete it, or change the policy, to go on."
                                        .formatted(
                                                drain.name(),
                                                ConsolidationDrains.node(drain),
                                                drain.status().phase(),
                                                drain.status().message())));
    }

    /** Decides on a plan that was made just now from that fleet. */
    public static ConsolidationMove next(
            ConsolidationPolicy policy,
            ConsolidationSpec spec,
            Collection<NodeDrain> all,
            ConsolidateFleet fleet,
            ConsolidatePlan plan) {
        List<Removal> removals = removals(fleet, plan);
        if (removals.isEmpty()) {
            return new Rest("NothingToRemove", "Every node is needed, or has a reason to stay.");
        }
        if (spec.mode() == Mode.RECOMMEND) {
            return new Rest(
                    "Recommended",
                    removals.size() == 1
                            ? "A node can go; the mode is Recommend, so it is not touched."
                            : "%d nodes can go; the mode is Recommend, so none is touched."
                                    .formatted(removals.size()));
        }
        List<NodeDrain> others = ConsolidationDrains.of(policy, all).running();
        if (!others.isEmpty()) {
            NodeDrain first = others.getFirst();
            return new Rest(
                    "OtherDrain",
                    "NodeDrain %s of node %s, which another ordered, comes first."
                            .formatted(first.name(), ConsolidationDrains.node(first)));
        }
        List<ScheduledPod> waiting = waiting(fleet);
        return waiting.isEmpty()
                ? new Order(removals.subList(0, Math.min(removals.size(), spec.concurrentNodes())))
                : new Rest(
                        "PodsWait",
                        "%d pods have no node, first %s: no node is removed meanwhile."
                                .formatted(waiting.size(), waiting.getFirst().pod().key()));
    }

    /** A node that is closed already is in somebody's hands, or was drained before. */
    static List<Removal> removals(ConsolidateFleet fleet, ConsolidatePlan plan) {
        Set<String> closed =
                fleet.machines().stream()
                        .map(Machine::node)
                        .filter(Node::unschedulable)
                        .map(Node::name)
                        .collect(Collectors.toSet());
        return plan.remove().stream().filter(node -> !closed.contains(node.node())).toList();
    }

    private static List<ScheduledPod> waiting(ConsolidateFleet fleet) {
        return fleet.pods().stream()
                .filter(pod -> pod.pod().nodeName().isEmpty() && !pod.pod().finished())
                .filter(pod -> !pod.scheduling().deleting())
                .toList();
    }
}
