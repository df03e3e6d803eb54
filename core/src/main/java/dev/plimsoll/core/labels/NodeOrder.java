package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Puts nodes into the order in which a policy wants them. The order is total, so that equal nodes
 * never swap places: by creation time, then by name; or by a hash of the policy's and the node's
 * uid, which no restart and no other node can change.
 */
final class NodeOrder {

    private static final Comparator<Node> OLDEST =
            Comparator.comparing(Node::createdAt).thenComparing(Node::name);
    private static final Comparator<Node> NEWEST =
            Comparator.comparing(Node::createdAt).reversed().thenComparing(Node::name);

    private NodeOrder() {}

    static Comparator<Node> of(LabelPolicy policy, LabelStrategy strategy, Collection<Node> nodes) {
        return switch (strategy) {
            case OLDEST -> OLDEST;
            case NEWEST -> NEWEST;
            case RANDOM -> random(policy, nodes);
        };
    }

    /** The labels stay where they are; a vacancy goes to the next node by hash. */
    private static Comparator<Node> random(LabelPolicy policy, Collection<Node> nodes) {
        Map<String, String> hashes = new HashMap<>();
        nodes.forEach(node -> hashes.put(node.name(), hash(seed(policy) + "/" + seed(node))));
        return Comparator.comparing((Node node) -> !LabelMarker.carries(node, policy.name()))
                .thenComparing(node -> hashes.getOrDefault(node.name(), ""))
                .thenComparing(Node::name);
    }

    /** Files written by hand have no uids; names serve there. */
    private static String seed(LabelPolicy policy) {
        return policy.uid().isEmpty() ? policy.name() : policy.uid();
    }

    private static String seed(Node node) {
        return node.uid().isEmpty() ? node.name() : node.uid();
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
