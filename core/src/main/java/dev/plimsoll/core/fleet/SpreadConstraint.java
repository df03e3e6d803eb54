package dev.plimsoll.core.fleet;

/**
 * Demands that pods are spread evenly ({@code whenUnsatisfiable: DoNotSchedule}; the softer kind
 * keeps no pod from a node).
 *
 * @param maxSkew by how many pods a domain may be ahead of the emptiest
 * @param topologyKey the label whose values are the domains
 * @param selector which pods of the pod's own namespace count; what {@code matchLabelKeys} adds is
 *     in it already
 * @param minDomains with fewer domains than this the emptiest counts as having none
 * @param honorAffinity whether nodes that the pod may not use by selector and affinity are left out
 * @param honorTaints whether nodes whose taints the pod does not tolerate are left out
 */
public record SpreadConstraint(
        int maxSkew,
        String topologyKey,
        LabelSelector selector,
        int minDomains,
        boolean honorAffinity,
        boolean honorTaints) {}
