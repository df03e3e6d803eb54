package dev.plimsoll.snapshot;

import dev.plimsoll.kubernetes.nodes.ClaimAnnotation;
import java.util.Set;

/** Lists the annotations that decisions read; all others are left out of a snapshot. */
final class KeptAnnotations {

    private static final Set<String> KEYS =
            Set.of(
                    "karpenter.sh/do-not-disrupt",
                    "cluster-autoscaler.kubernetes.io/safe-to-evict",
                    "cluster-autoscaler.kubernetes.io/scale-down-disabled",
                    // Says that a pod is static: the API server only mirrors it.
                    "kubernetes.io/config.mirror");

    private KeptAnnotations() {}

    static boolean contains(String key) {
        return KEYS.contains(key) || ClaimAnnotation.policy(key).isPresent();
    }
}
