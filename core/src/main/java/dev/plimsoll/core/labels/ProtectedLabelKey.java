package dev.plimsoll.core.labels;

import java.util.List;

/** Knows the label keys that belong to somebody else, which a policy must not set. */
public final class ProtectedLabelKey {

    /** Each stands for itself and for every domain below it. */
    private static final List<String> DOMAINS =
            List.of(
                    "kubernetes.io",
                    "k8s.io",
                    "karpenter.sh",
                    "k8s.aws",
                    "eks.amazonaws.com",
                    "eksctl.io",
                    "cloud.google.com",
                    "kubernetes.azure.com");

    /** Below a protected domain, but made for administrators to set by hand. */
    private static final List<String> FREE =
            List.of("node-restriction.kubernetes.io", "node-role.kubernetes.io");

    /** The cluster autoscaler's marks, which have no domain. */
    private static final List<String> AUTOSCALER =
            List.of("ToBeDeletedByClusterAutoscaler", "DeletionCandidateOfClusterAutoscaler");

    private ProtectedLabelKey() {}

    /**
     * Tells whether Kubernetes, Karpenter, the cluster autoscaler or a cloud provider owns the key.
     */
    public static boolean ownedByPlatform(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return AUTOSCALER.contains(key);
        }
        String domain = key.substring(0, slash);
        return within(domain, DOMAINS) && !within(domain, FREE);
    }

    /** Tells whether the key is the marker of a label policy, this one or another. */
    public static boolean marker(String key) {
        return key.startsWith("nlp.") && key.endsWith("/managed-by");
    }

    private static boolean within(String domain, List<String> roots) {
        return roots.stream().anyMatch(root -> domain.equals(root) || domain.endsWith("." + root));
    }
}
