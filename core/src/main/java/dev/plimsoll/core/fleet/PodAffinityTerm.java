package dev.plimsoll.core.fleet;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the pods that a pod must run beside, or must not.
 *
 * @param selector by their labels
 * @param namespaces by their namespace; the pod's own where nothing else is said
 * @param namespaceSelector or by the labels of their namespace; null for none
 * @param topologyKey the label that nodes beside one another share
 */
public record PodAffinityTerm(
        LabelSelector selector,
        Set<String> namespaces,
        @Nullable LabelSelector namespaceSelector,
        String topologyKey) {

    public PodAffinityTerm {
        namespaces = Set.copyOf(namespaces);
    }

    /** Tells whether a pod of these labels, in a namespace of those, is meant. */
    public boolean matches(
            String namespace, Map<String, String> labels, Map<String, String> namespaceLabels) {
        return (namespaces.contains(namespace)
                        || (namespaceSelector != null
                                && namespaceSelector.matches(namespaceLabels)))
                && selector.matches(labels);
    }
}
