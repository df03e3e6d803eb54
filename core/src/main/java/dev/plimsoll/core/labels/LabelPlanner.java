package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which nodes carry a policy's labels: the same for the preview, the operator, the demo and
 * the tests. A pure function of what was seen and the time.
 */
public final class LabelPlanner {

    private final Collection<LabelPolicy> policies;
    private final Collection<Node> nodes;
    private final Instant now;

    /**
     * @param policies all policies of the cluster, since an older one may own a key
     */
    public LabelPlanner(Collection<LabelPolicy> policies, Collection<Node> nodes, Instant now) {
        this.policies = policies;
        this.nodes = nodes;
        this.now = now;
    }

    /** Plans for one policy, which may be new to the cluster. */
    public LabelPlan plan(LabelPolicy policy) {
        if (policy.deleting()) {
            return release(policy);
        }
        return switch (policy.spec()) {
            case Reading.Invalid(String problem) ->
                    idle(policy.name(), LabelConditions.invalid(problem));
            case Reading.Valid(LabelSpec spec) ->
                    owner(policy, spec)
                            .map(owner -> conflicting(policy, spec, owner))
                            .orElseGet(() -> hold(policy, spec));
        };
    }

    /** Plans for a policy that is no more but may have left claims: they are taken back. */
    public LabelPlan release(String policy) {
        return released(policy, new ClaimPatches(policy, Map.of()), "the policy is gone");
    }

    private LabelPlan release(LabelPolicy policy) {
        Map<String, String> labels =
                policy.spec() instanceof Reading.Valid(LabelSpec spec) ? spec.labels() : Map.of();
        ClaimPatches patches = new ClaimPatches(policy.name(), labels);
        return released(policy.name(), patches, "the policy is being deleted");
    }

    private LabelPlan released(String policy, ClaimPatches patches, String reason) {
        List<LabelStep> steps =
                nodes.stream()
                        .filter(node -> LabelMarker.carries(node, policy))
                        .sorted(Comparator.comparing(Node::name))
                        .flatMap(node -> patches.release(node).stream())
                        .<LabelStep>map(patch -> new LabelStep.Remove(patch, reason))
                        .toList();
        return new LabelPlan(
                policy, 0, List.of(), steps, List.of(), 0, List.of(), Optional.empty());
    }

    private static LabelPlan idle(String policy, List<Condition> conditions) {
        return new LabelPlan(
                policy, 0, List.of(), List.of(), List.of(), 0, conditions, Optional.empty());
    }

    private LabelPlan conflicting(LabelPolicy policy, LabelSpec spec, LabelPolicy owner) {
        Set<String> shared = new HashSet<>(spec.labels().keySet());
        shared.retainAll(keys(owner));
        return idle(policy.name(), LabelConditions.conflicting(owner, shared));
    }

    /**
     * Finds the older policy that owns one of the keys. One that is being deleted owns its keys
     * until it is gone, so that the successor does not add while it still removes.
     */
    private Optional<LabelPolicy> owner(LabelPolicy policy, LabelSpec spec) {
        return policies.stream()
                .filter(other -> !other.name().equals(policy.name()))
                .filter(other -> LabelPolicy.BY_AGE.compare(other, policy) < 0)
                .filter(other -> keys(other).stream().anyMatch(spec.labels()::containsKey))
                .min(LabelPolicy.BY_AGE);
    }

    private static Set<String> keys(LabelPolicy policy) {
        return policy.spec() instanceof Reading.Valid(LabelSpec spec)
                ? spec.labels().keySet()
                : Set.of();
    }

    private LabelPlan hold(LabelPolicy policy, LabelSpec spec) {
        Eligibility eligibility = new Eligibility(policy.name(), spec, now);
        List<Node> eligible = new ArrayList<>();
        List<LabelPlan.Ineligible> ineligible = new ArrayList<>();
        for (Node node : nodes) {
            eligibility
                    .against(node)
                    .ifPresentOrElse(
                            reason -> ineligible.add(new LabelPlan.Ineligible(node.name(), reason)),
                            () -> eligible.add(node));
        }
        ineligible.sort(Comparator.comparing(LabelPlan.Ineligible::node));
        int desired = spec.count().of(eligible.size());
        NodeChoice choice = new NodeChoice(policy, spec, now);
        List<Node> selected = choice.choose(eligible, desired);
        Optional<Instant> revisitAt =
                eligible.stream()
                        .flatMap(node ->
                                Stream.concat(
                                        eligibility.graceEnd(node).stream(),
                                        choice.dwellEnd(node).stream()))
                        .min(Comparator.naturalOrder());
        return new LabelPlan(
                policy.name(),
                desired,
                selected.stream().map(Node::name).toList(),
                steps(policy, spec, selected, ineligible),
                ineligible,
                eligible.size(),
                LabelConditions.planned(desired, eligible.size(), ineligible),
                revisitAt);
    }

    private List<LabelStep> steps(
            LabelPolicy policy,
            LabelSpec spec,
            List<Node> selected,
            List<LabelPlan.Ineligible> ineligible) {
        ClaimPatches patches = new ClaimPatches(policy.name(), spec.labels());
        Map<String, Ineligibility> unfit =
                ineligible.stream()
                        .collect(
                                Collectors.toMap(
                                        LabelPlan.Ineligible::node, LabelPlan.Ineligible::reason));
        Set<String> kept = selected.stream().map(Node::name).collect(Collectors.toSet());
        Stream<LabelStep> removals =
                nodes.stream()
                        .filter(node -> !kept.contains(node.name()))
                        .filter(node -> LabelMarker.carries(node, policy.name()))
                        .sorted(Comparator.comparing(Node::name))
                        .flatMap(node -> patches.release(node).stream())
                        .map(patch -> new LabelStep.Remove(patch, whyNot(patch.node(), unfit)));
        Stream<LabelStep> refreshments =
                selected.stream()
                        .filter(node -> LabelMarker.carries(node, policy.name()))
                        .flatMap(node -> patches.give(node, now).stream())
                        .map(patch -> new LabelStep.Refresh(patch, "the labels had changed"));
        Stream<LabelStep> additions =
                selected.stream()
                        .filter(node -> !LabelMarker.carries(node, policy.name()))
                        .flatMap(node -> patches.give(node, now).stream())
                        .map(patch -> new LabelStep.Add(patch, "it is among the chosen"));
        return Stream.of(removals, refreshments, additions).flatMap(s -> s).toList();
    }

    private static String whyNot(String node, Map<String, Ineligibility> unfit) {
        Ineligibility reason = unfit.get(node);
        return reason == null ? "other nodes come first" : "it " + reason.phrase();
    }
}
