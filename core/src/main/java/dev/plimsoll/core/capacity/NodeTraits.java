package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Node;
import java.util.Locale;
import java.util.Map;

/**
 * Reads off a node's labels what kind of node it is; empty where no label says.
 *
 * @param nodePool of Karpenter, or the managed node group
 * @param capacityType {@code on-demand} or {@code spot}
 * @param architecture such as {@code amd64}
 */
public record NodeTraits(
        String instanceType,
        String zone,
        String region,
        String nodePool,
        String capacityType,
        String architecture) {

    public static NodeTraits of(Node node) {
        Map<String, String> labels = node.labels();
        return new NodeTraits(
                first(
                        labels,
                        "node.kubernetes.io/instance-type",
                        "beta.kubernetes.io/instance-type"),
                first(
                        labels,
                        "topology.kubernetes.io/zone",
                        "failure-domain.beta.kubernetes.io/zone"),
                first(
                        labels,
                        "topology.kubernetes.io/region",
                        "failure-domain.beta.kubernetes.io/region"),
                first(
                        labels,
                        "karpenter.sh/nodepool",
                        "karpenter.sh/provisioner-name",
                        "eks.amazonaws.com/nodegroup"),
                first(labels, "karpenter.sh/capacity-type", "eks.amazonaws.com/capacityType")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'),
                first(labels, "kubernetes.io/arch", "beta.kubernetes.io/arch"));
    }

    private static String first(Map<String, String> labels, String... keys) {
        for (String key : keys) {
            String value = labels.getOrDefault(key, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
