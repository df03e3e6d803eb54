package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Computes the one write that puts a policy's labels on a node or takes them back. Under every
 * policy's claim lies the value that a person or a cloud had set, and that is what comes back, also
 * where two policies have claimed the same key one after the other.
 */
final class ClaimPatches {

    private final String policy;
    private final Map<String, String> wanted;

    /**
     * @param wanted the labels of the policy's spec; empty where the policy is unknown
     */
    ClaimPatches(String policy, Map<String, String> wanted) {
        this.policy = policy;
        this.wanted = wanted;
    }

    /**
     * Makes the node carry the labels as the policy wants them now.
     *
     * @param now the start of the dwell where the node did not carry them before
     * @return empty where it already does
     */
    Optional<NodeLabelPatch> give(Node node, Instant now) {
        LabelClaim held = heldOn(node).orElse(new LabelClaim(Map.of(), Map.of(), now));
        Map<String, Optional<String>> labels = new HashMap<>();
        Map<String, Optional<String>> before = new HashMap<>();
        held.applied().forEach((key, value) -> takeBack(node, held, key, value, labels));
        wanted.forEach((key, value) -> {
            before.put(key, original(node, held, key));
            labels.put(key, Optional.of(value));
        });
        labels.put(LabelMarker.label(policy), Optional.of(LabelMarker.VALUE));
        LabelClaim claim = new LabelClaim(wanted, before, held.since());
        return patch(node, labels, Optional.of(claim));
    }

    /** Takes everything back that the policy has put on the node; empty where there is nothing. */
    Optional<NodeLabelPatch> release(Node node) {
        Optional<LabelClaim> held = heldOn(node);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Optional<String>> labels = new HashMap<>();
        held.get()
                .applied()
                .forEach((key, value) -> takeBack(node, held.get(), key, value, labels));
        labels.put(LabelMarker.label(policy), Optional.empty());
        return patch(node, labels, Optional.empty());
    }

    /**
     * What the policy holds on the node. Where only the marker is left, as the Go controller leaves
     * it, the labels of the spec are taken to be the policy's, and nothing to have been there
     * before.
     */
    private Optional<LabelClaim> heldOn(Node node) {
        LabelClaim claim = node.claims().get(policy);
        if (claim != null || !LabelMarker.carries(node, policy)) {
            return Optional.ofNullable(claim);
        }
        Map<String, String> adopted = new HashMap<>();
        wanted.keySet().stream()
                .filter(node.labels()::containsKey)
                .forEach(key -> adopted.put(key, node.labels().getOrDefault(key, "")));
        return Optional.of(new LabelClaim(adopted, Map.of(), node.createdAt()));
    }

    /** Restores a key, unless somebody has changed it since it was applied. */
    private void takeBack(
            Node node,
            LabelClaim held,
            String key,
            String applied,
            Map<String, Optional<String>> labels) {
        if (applied.equals(node.labels().get(key))) {
            Optional<String> below = held.before().getOrDefault(key, Optional.empty());
            labels.put(
                    key, claimedByOther(node, key).map(c -> c.applied().get(key)).or(() -> below));
        }
    }

    private Optional<String> original(Node node, LabelClaim held, String key) {
        if (held.applied().containsKey(key)) {
            return held.before().getOrDefault(key, Optional.empty());
        }
        return claimedByOther(node, key)
                .map(claim -> claim.before().getOrDefault(key, Optional.empty()))
                .orElse(Optional.ofNullable(node.labels().get(key)));
    }

    private Optional<LabelClaim> claimedByOther(Node node, String key) {
        return node.claims().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(policy))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .filter(claim -> claim.applied().containsKey(key))
                .findFirst();
    }

    /** Leaves out what already is as wanted, and makes no patch of nothing. */
    private Optional<NodeLabelPatch> patch(
            Node node, Map<String, Optional<String>> labels, Optional<LabelClaim> claim) {
        labels.entrySet()
                .removeIf(entry ->
                        Objects.equals(
                                entry.getValue().orElse(null), node.labels().get(entry.getKey())));
        boolean sameClaim = claim.equals(Optional.ofNullable(node.claims().get(policy)));
        return labels.isEmpty() && sameClaim
                ? Optional.empty()
                : Optional.of(
                        new NodeLabelPatch(
                                node.name(),
                                node.uid(),
                                node.resourceVersion(),
                                policy,
                                labels,
                                claim));
    }
}
