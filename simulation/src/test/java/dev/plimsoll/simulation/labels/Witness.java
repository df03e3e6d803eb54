package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelPlanner;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.simulation.DrivenOperator;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands beside the operator and sees what it could see when it decided on each write. It knows the
 * cap that went with each decision, and speaks up when a write was not called for.
 */
final class Witness {

    /** More tries of one write within a minute than any backoff allows. */
    private static final int MOST_TRIES_A_MINUTE = 30;

    private final Map<String, List<Integer>> caps = new HashMap<>();
    private final IdentityHashMap<NodeLabelPatch, Integer> decisions = new IdentityHashMap<>();
    private final Map<String, Deque<Instant>> tries = new HashMap<>();
    private int nodeWrites;

    /** Puts the witness between a program and its ports. */
    DrivenOperator.Program beside(DrivenOperator.Program program) {
        return ports -> {
            Watched watched = new Watched(ports);
            DrivenOperator operator =
                    program.start(
                            new DrivenOperator.Ports(
                                    ports.nodes(),
                                    ports.policies(),
                                    watched,
                                    ports.lease(),
                                    ports.relist(),
                                    ports.clock(),
                                    ports.random()));
            return new Stepped(operator, watched);
        };
    }

    /** Counts the tries of node writes so far. */
    int nodeWrites() {
        return nodeWrites;
    }

    /**
     * The largest cap the operator knew of from when it decided on the write until now: it may have
     * been raised while the write was under way.
     */
    int capSince(NodeLabelPatch patch) {
        List<Integer> known = caps.getOrDefault(patch.policy(), List.of());
        int decided = decisions.getOrDefault(patch, known.size());
        return known.subList(decided, known.size()).stream().mapToInt(cap -> cap).max().orElse(0);
    }

    /** What the operator saw when it began the step, before its first write let time pass. */
    private record Look(
            Collection<LabelPolicy> policies,
            Collection<Node> nodes,
            Map<String, LabelPlan> plans) {}

    private final class Watched implements LabelWrites {

        private final DrivenOperator.Ports ports;
        private @Nullable Look look;

        Watched(DrivenOperator.Ports ports) {
            this.ports = ports;
        }

        @Override
        public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
            Look seen = look();
            decisions.put(patch, caps.getOrDefault(patch.policy(), List.of()).size() - 1);
            nodeWrites++;
            pace(patch);
            sticky(seen, patch);
            return ports.writes().patchNode(patch);
        }

        @Override
        public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
            look();
            return ports.writes().setFinalizer(policy, present);
        }

        @Override
        public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
            look();
            return ports.writes().writeStatus(policy, status);
        }

        private Look look() {
            if (look == null) {
                look = fresh();
            }
            return look;
        }

        private Look fresh() {
            Collection<LabelPolicy> policies = ports.policies().policies();
            Collection<Node> nodes = ports.nodes().nodes();
            LabelPlanner planner = new LabelPlanner(policies, nodes, ports.clock().instant());
            Map<String, LabelPlan> plans = new HashMap<>();
            policies.forEach(policy -> plans.put(policy.name(), planner.plan(policy)));
            plans.forEach((name, plan) ->
                    caps.computeIfAbsent(name, _ -> new ArrayList<>()).add(plan.desired()));
            return new Look(policies, nodes, plans);
        }

        private void pace(NodeLabelPatch patch) {
            Instant now = ports.clock().instant();
            Deque<Instant> recent =
                    tries.computeIfAbsent(
                            patch.policy() + "/" + patch.node(), _ -> new ArrayDeque<>());
            recent.addLast(now);
            while (recent.getFirst().isBefore(now.minusSeconds(60))) {
                recent.removeFirst();
            }
            if (recent.size() > MOST_TRIES_A_MINUTE) {
                throw new BrokenInvariant(
                        "node %s was written for policy %s more than %d times in a minute"
                                .formatted(patch.node(), patch.policy(), MOST_TRIES_A_MINUTE));
            }
        }
    }

    /**
     * A label of a random policy leaves a node only if it must: the node is unfit, or one too many.
     */
    private static void sticky(Look look, NodeLabelPatch patch) {
        Optional<LabelSpec> spec =
                look.policies.stream()
                        .filter(policy -> policy.name().equals(patch.policy()))
                        .filter(policy -> !policy.deleting())
                        .flatMap(policy ->
                                policy.spec() instanceof Reading.Valid(LabelSpec valid)
                                        ? Optional.of(valid).stream()
                                        : Optional.<LabelSpec>empty().stream())
                        .filter(valid -> valid.strategy() == LabelStrategy.RANDOM)
                        .filter(valid -> valid.spreadBy().isEmpty())
                        .findFirst();
        LabelPlan plan = look.plans.get(patch.policy());
        boolean removal = patch.claim().isEmpty() && !patch.labels().isEmpty();
        if (spec.isEmpty() || plan == null || !removal) {
            return;
        }
        Set<String> unfit =
                plan.ineligible().stream()
                        .map(LabelPlan.Ineligible::node)
                        .collect(Collectors.toSet());
        long fitCarriers =
                look.nodes.stream()
                        .filter(node -> LabelMarker.carries(node, patch.policy()))
                        .filter(node -> !unfit.contains(node.name()))
                        .count();
        if (!unfit.contains(patch.node()) && fitCarriers <= plan.desired()) {
            throw new BrokenInvariant(
                    "random policy %s moved its label off the fit node %s"
                            .formatted(patch.policy(), patch.node()));
        }
    }

    private record Stepped(DrivenOperator operator, Watched watched) implements DrivenOperator {

        @Override
        public void nodeChanged(@Nullable Node before, @Nullable Node after) {
            operator.nodeChanged(before, after);
        }

        @Override
        public void policyChanged(@Nullable LabelPolicy before, @Nullable LabelPolicy after) {
            operator.policyChanged(before, after);
        }

        @Override
        public boolean step() {
            watched.look = null;
            return operator.step();
        }

        @Override
        public boolean stepElection() {
            return operator.stepElection();
        }

        @Override
        public Optional<Instant> nextElection() {
            return operator.nextElection();
        }

        @Override
        public Optional<Instant> nextDue() {
            return operator.nextDue();
        }
    }
}
