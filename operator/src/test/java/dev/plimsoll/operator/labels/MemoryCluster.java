package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.NodeView;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds nodes and policies in memory and answers node writes as a test has prepared. */
public final class MemoryCluster implements NodeView, LabelPolicyView, LabelWrites {

    public final Map<String, Node> nodes = new TreeMap<>();
    public final Map<String, LabelPolicy> policies = new TreeMap<>();
    public final List<String> writes = new ArrayList<>();
    public final Deque<Function<NodeLabelPatch, WriteOutcome<Node>>> answers = new ArrayDeque<>();
    public final Deque<WriteOutcome<LabelPolicy>> finalizerAnswers = new ArrayDeque<>();
    public boolean ready = true;
    public boolean broken;

    public void addNode(String name, Instant createdAt) {
        Readiness readiness = new Readiness(Readiness.Status.READY, createdAt);
        nodes.put(
                name,
                new Node(
                        name,
                        "uid-" + name,
                        "1",
                        createdAt,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        false,
                        false,
                        readiness,
                        ""));
    }

    /**
     * Cordons a node in the very version that a lost write was for: its precondition could still
     * hold.
     */
    public void cordonUnseen(String name) {
        Node node = Objects.requireNonNull(nodes.get(name));
        nodes.put(
                name,
                new Node(
                        node.name(),
                        node.uid(),
                        node.resourceVersion(),
                        node.createdAt(),
                        node.labels(),
                        node.claims(),
                        node.taints(),
                        true,
                        node.deleting(),
                        node.readiness(),
                        node.providerId()));
    }

    public WriteOutcome<Node> apply(NodeLabelPatch patch) {
        Node node = nodes.get(patch.node());
        if (node == null) {
            return new WriteOutcome.Gone<>();
        }
        Map<String, String> labels = new HashMap<>(node.labels());
        patch.labels()
                .forEach((key, value) ->
                        value.ifPresentOrElse(
                                set -> labels.put(key, set), () -> labels.remove(key)));
        Map<String, LabelClaim> claims = new HashMap<>(node.claims());
        claims.remove(patch.policy());
        patch.claim().ifPresent(claim -> claims.put(patch.policy(), claim));
        String version = Integer.toString(Integer.parseInt(node.resourceVersion()) + 1);
        Node after =
                new Node(
                        node.name(),
                        node.uid(),
                        version,
                        node.createdAt(),
                        labels,
                        claims,
                        node.taints(),
                        node.unschedulable(),
                        node.deleting(),
                        node.readiness(),
                        node.providerId());
        nodes.put(node.name(), after);
        return new WriteOutcome.Done<>(after);
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        writes.add(sign(patch) + patch.node());
        return Optional.ofNullable(answers.poll()).orElse(this::apply).apply(patch);
    }

    /** A patch that changes nothing only asks whether the node is still the version it names. */
    private static String sign(NodeLabelPatch patch) {
        if (patch.claim().isPresent()) {
            return "+";
        }
        return patch.labels().isEmpty() ? "?" : "-";
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        writes.add((present ? "finalizer+" : "finalizer-") + policy.name());
        if (!finalizerAnswers.isEmpty()) {
            return finalizerAnswers.remove();
        }
        LabelPolicy after = copy(policy, present, policy.status());
        if (policy.deleting() && !present) {
            policies.remove(policy.name());
        }
        return new WriteOutcome.Done<>(after);
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        writes.add("status " + policy.name());
        return new WriteOutcome.Done<>(copy(policy, policy.finalized(), status));
    }

    private LabelPolicy copy(LabelPolicy policy, boolean finalized, LabelPolicyStatus status) {
        LabelPolicy after =
                new LabelPolicy(
                        policy.name(),
                        policy.uid(),
                        policy.resourceVersion(),
                        policy.generation(),
                        policy.createdAt(),
                        policy.deleting(),
                        finalized,
                        policy.spec(),
                        status);
        policies.put(policy.name(), after);
        return after;
    }

    @Override
    public boolean ready() {
        if (broken) {
            throw new IllegalStateException("a bug");
        }
        return ready;
    }

    @Override
    public Collection<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    @Override
    public @Nullable Node node(String name) {
        return nodes.get(name);
    }

    @Override
    public Collection<LabelPolicy> policies() {
        return List.copyOf(policies.values());
    }
}
