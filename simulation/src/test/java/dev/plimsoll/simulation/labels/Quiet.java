package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelCount;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelPlanner;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.simulation.cluster.ClusterState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Says what must be true of the cluster when the world has come to rest. */
final class Quiet {

    private final ClusterState state;
    private final Instant now;

    Quiet(ClusterState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** Every policy's labels are where its plan wants them, whole, and its status says so. */
    void check() {
        LabelPlanner planner = new LabelPlanner(state.policies().all(), state.nodes().all(), now);
        for (LabelPolicy policy : state.policies().all()) {
            LabelPlan plan = planner.plan(policy);
            require(
                    plan.steps().isEmpty(),
                    () -> "policy %s is not carried out: %s".formatted(policy, plan));
            if (policy.spec() instanceof Reading.Valid(LabelSpec spec) && !conflicting(plan)) {
                placed(policy, spec, plan);
                reported(policy, plan);
            }
        }
        Set<String> known = new HashSet<>();
        state.policies().all().forEach(policy -> known.add(policy.name()));
        state.nodes()
                .all()
                .forEach(node ->
                        require(
                                known.containsAll(LabelMarker.policiesOn(node)),
                                () ->
                                        "node %s bears traces of a policy that is gone: %s"
                                                .formatted(node, known)));
    }

    /** No policy ever was here. */
    void checkEmpty() {
        require(
                state.policies().size() == 0,
                () -> "policies remain: %s".formatted(state.policies().all()));
        for (Node node : state.nodes().all()) {
            require(
                    LabelMarker.policiesOn(node).isEmpty(),
                    () -> "node %s bears traces".formatted(node));
        }
    }

    private void placed(LabelPolicy policy, LabelSpec spec, LabelPlan plan) {
        List<Node> carriers = carriers(policy.name());
        int wanted = Math.min(plan.desired(), plan.eligible());
        require(
                carriers.size() == wanted,
                () ->
                        "policy %s wants %d nodes and has %d"
                                .formatted(policy.name(), wanted, carriers.size()));
        if (spec.count() instanceof LabelCount.Nodes(int nodes)) {
            require(
                    plan.desired() == nodes,
                    () -> "policy %s wants another count".formatted(policy));
        }
        require(
                names(carriers).equals(Set.copyOf(plan.selected())),
                () ->
                        "policy %s is on other nodes than selected: %s"
                                .formatted(policy.name(), names(carriers)));
        for (Node node : carriers) {
            LabelClaim claim = node.claims().get(policy.name());
            require(
                    claim != null && claim.applied().equals(spec.labels()),
                    () -> "node %s has another claim than policy %s wants".formatted(node, policy));
            require(
                    node.labels().entrySet().containsAll(spec.labels().entrySet()),
                    () -> "node %s lacks labels of policy %s".formatted(node, policy));
        }
    }

    private static void reported(LabelPolicy policy, LabelPlan plan) {
        require(
                policy.status().observedGeneration() == policy.generation()
                        && policy.status().labelled() == plan.selected().size()
                        && policy.status().desired() == plan.desired()
                        && policy.status().conditions().equals(plan.conditions()),
                () -> "the status of policy %s does not tell what is: %s".formatted(policy, plan));
    }

    /** A policy whose keys an older one owns is bound to nothing but to write nothing. */
    private static boolean conflicting(LabelPlan plan) {
        return plan.conditions().stream()
                .anyMatch(condition -> condition.type().equals("Conflict") && condition.status());
    }

    private List<Node> carriers(String policy) {
        return state.nodes().all().stream()
                .filter(node -> LabelMarker.carries(node, policy))
                .toList();
    }

    private static Set<String> names(Collection<Node> nodes) {
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> names.add(node.name()));
        return names;
    }

    private static void require(boolean holds, Supplier<String> sentence) {
        if (!holds) {
            throw new BrokenInvariant(sentence.get());
        }
    }
}
