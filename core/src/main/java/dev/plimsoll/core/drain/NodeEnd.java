package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.Node;
import java.util.List;
import java.util.Optional;

/**
 * Says who owns the machine under a node, and so how it is to be ended.
 *
 * @param id the instance, such as {@code i-0123456789abcdef0}; empty where there is none to end
 * @param reason how that is known, or why nothing is ended, in one clause
 */
public record NodeEnd(String id, Owner endedBy, String reason) {

    private static final String NODE_POOL = "karpenter.sh/nodepool";
    private static final String COMPUTE_TYPE = "eks.amazonaws.com/compute-type";
    private static final List<String> GROUPS =
            List.of("eks.amazonaws.com/nodegroup", "alpha.eksctl.io/nodegroup-name");

    /** Through whom a machine ends. */
    public enum Owner {
        /** Karpenter, by the deletion of its NodeClaim. */
        NODE_CLAIM("NodeClaim"),
        /** An Auto Scaling group, which is told to end it. */
        AUTO_SCALING_GROUP("AutoScalingGroup"),
        /** Nobody: EC2 is told. */
        INSTANCE("Instance"),
        /** It is not ended. */
        NONE("None");

        private final String text;

        Owner(String text) {
            this.text = text;
        }

        /** As it stands in JSON. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Tells by what the node says of itself; a group can also be known to AWS alone. */
    public static NodeEnd of(Node node) {
        String provider = node.providerId();
        if (provider.contains("fargate") || "fargate".equals(node.labels().get(COMPUTE_TYPE))) {
            return none("Fargate ends it when its pod has gone");
        }
        Optional<Machine> machine = Machine.of(node);
        if (machine.isEmpty()) {
            return none(
                    provider.isEmpty()
                            ? "it has no provider id"
                            : "its provider id %s is of no EC2 instance".formatted(provider));
        }
        String id = machine.get().id();
        String pool = node.labels().get(NODE_POOL);
        if (pool != null) {
            return new NodeEnd(id, Owner.NODE_CLAIM, "it is of Karpenter's pool " + pool);
        }
        return GROUPS.stream()
                .flatMap(key -> Optional.ofNullable(node.labels().get(key)).stream())
                .findFirst()
                .map(group ->
                        new NodeEnd(
                                id, Owner.AUTO_SCALING_GROUP, "it is of the node group " + group))
                .orElseGet(() ->
                        new NodeEnd(
                                id, Owner.INSTANCE, "it names neither a pool nor a node group"));
    }

    private static NodeEnd none(String reason) {
        return new NodeEnd("", Owner.NONE, reason);
    }
}
