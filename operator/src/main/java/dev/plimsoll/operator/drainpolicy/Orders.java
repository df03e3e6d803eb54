package dev.plimsoll.operator.drainpolicy;

import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyPlan;
import dev.plimsoll.core.drainpolicy.DrainPolicyPlan.Candidate;
import dev.plimsoll.core.drainpolicy.DrainPolicySpec;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus.NodeEntry;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.core.port.WatchedNodeView;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders the drains of a plan: before every node it asks whether it is safe, and still so. */
final class Orders {

    private static final int LONGEST_NAME = 240;

    private final Inquiry inquiry;
    private final NodeDrainOrders orders;
    private final NodeDrainView drains;
    private final WatchedNodeView nodes;

    Orders(Inquiry inquiry, NodeDrainOrders orders, NodeDrainView drains, WatchedNodeView nodes) {
        this.inquiry = inquiry;
        this.orders = orders;
        this.drains = drains;
        this.nodes = nodes;
    }

    /**
     * What became of a plan.
     *
     * @param unsafe why a safety query stopped everything, as a sentence; empty where none did
     */
    record Outcome(List<NodeDrain> ordered, List<NodeEntry> entries, Optional<String> unsafe) {}

    Outcome carryOut(DrainPolicy policy, DrainPolicySpec spec, DrainPolicyPlan plan) {
        List<NodeDrain> ordered = new ArrayList<>();
        Map<String, NodeEntry> changed = new HashMap<>();
        Optional<String> unsafe = Optional.empty();
        for (Candidate candidate : plan.next()) {
            unsafe = unsafe.or(() -> inquiry.danger(spec));
            String node = candidate.node().name();
            if (unsafe.isPresent()) {
                changed.put(node, held(candidate, unsafe.get()));
                continue;
            }
            Optional<String> second =
                    inquiry.reconsider(
                            spec, candidate.standing().trigger(), candidate.node(), nodes.nodes());
            changed.put(
                    node,
                    second.map(why -> held(candidate, why))
                            .orElseGet(() -> order(policy, spec, candidate, ordered)));
        }
        List<NodeEntry> entries =
                plan.nodes().stream()
                        .map(entry -> changed.getOrDefault(entry.name(), entry))
                        .toList();
        return new Outcome(ordered, entries, unsafe);
    }

    private NodeEntry order(
            DrainPolicy policy,
            DrainPolicySpec spec,
            Candidate candidate,
            List<NodeDrain> ordered) {
        WatchedNode node = candidate.node();
        NodeDrainSpec wish =
                new NodeDrainSpec(
                        node.name(),
                        candidate.reason(policy.name()),
                        spec.drain(),
                        spec.end(),
                        spec.decrement(),
                        false);
        String name = name(policy, candidate, drains.drains());
        WriteOutcome<NodeDrain> outcome =
                orders.create(name, Map.of(DrainPolicy.LABEL, policy.name()), wish);
        return switch (outcome) {
            case WriteOutcome.Done<NodeDrain>(NodeDrain drain) -> {
                ordered.add(drain);
                yield entry(
                        candidate,
                        "Draining",
                        drain.createdAt(),
                        "NodeDrain %s is %s.".formatted(drain.name(), drain.status().phase()));
            }
            case WriteOutcome.Refused<NodeDrain>(int code, String message) ->
                    held(
                            candidate,
                            "Its NodeDrain could not be made: %s (%d)".formatted(message, code));
            // It is there, or it may be: the next look tells.
            default -> held(candidate, "Its NodeDrain is being made.");
        };
    }

    /**
     * The same for the same attempt, so that an order whose answer was lost is not made twice: it
     * counts the drains of this node that this policy has seen end.
     */
    private static String name(
            DrainPolicy policy, Candidate candidate, Collection<NodeDrain> drains) {
        String node = candidate.node().name();
        long attempts =
                drains.stream()
                        .filter(drain ->
                                policy.name().equals(drain.labels().get(DrainPolicy.LABEL)))
                        .filter(drain -> drain.nodeName().equals(node))
                        .count();
        int mark =
                (candidate.node().node().uid() + candidate.standing().since() + attempts)
                        .hashCode();
        String stem = policy.name() + "-" + node;
        String cut = stem.length() <= LONGEST_NAME ? stem : stem.substring(0, LONGEST_NAME);
        return "%s-%08x".formatted(cut.replaceAll("[-.]+$", ""), mark);
    }

    private static NodeEntry held(Candidate candidate, String why) {
        return entry(candidate, "Over", candidate.standing().since(), why);
    }

    private static NodeEntry entry(
            Candidate candidate, String state, Instant since, String message) {
        return new NodeEntry(
                candidate.node().name(), state, since, candidate.standing().what(), message);
    }
}
