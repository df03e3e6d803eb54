package dev.plimsoll.core.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * States where a pod may run and whether it may be moved. The replicas of a workload are equal in
 * this, so that a reader can share one of it among them all.
 *
 * @param nodes which nodes it may use
 * @param affinity what it must run beside, all of it
 * @param antiAffinity what it must not run beside, none of it
 * @param claims the names of its persistent volume claims
 * @param otherRequests what it asks for beside CPU and memory, in the resource's own unit, such as
 *     {@code nvidia.com/gpu}
 * @param deleting has a {@code deletionTimestamp}
 * @param refusal the annotation by which it asks not to be moved; empty where it does not
 * @param expendable says {@code cluster-autoscaler.kubernetes.io/safe-to-evict: "true"}
 */
public record Scheduling(
        Map<String, String> labels,
        NodeRequirement nodes,
        List<Toleration> tolerations,
        List<SpreadConstraint> spread,
        List<PodAffinityTerm> affinity,
        List<PodAffinityTerm> antiAffinity,
        Set<HostPort> hostPorts,
        Set<String> claims,
        Map<String, Long> otherRequests,
        boolean ready,
        boolean deleting,
        String refusal,
        boolean expendable) {

    /** Of a pod that may run anywhere and be moved. */
    public static final Scheduling FREE =
            new Scheduling(
                    Map.of(),
                    NodeRequirement.NONE,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Set.of(),
                    Set.of(),
                    Map.of(),
                    true,
                    false,
                    "",
                    false);

    public Scheduling {
        labels = Map.copyOf(labels);
        tolerations = List.copyOf(tolerations);
        spread = List.copyOf(spread);
        affinity = List.copyOf(affinity);
        antiAffinity = List.copyOf(antiAffinity);
        hostPorts = Set.copyOf(hostPorts);
        claims = Set.copyOf(claims);
        otherRequests = Map.copyOf(otherRequests);
    }

    /** Tells whether the taint does not keep it away. */
    public boolean tolerates(Taint taint) {
        return taint.effect().equals("PreferNoSchedule")
                || tolerations.stream().anyMatch(one -> one.tolerates(taint));
    }
}
