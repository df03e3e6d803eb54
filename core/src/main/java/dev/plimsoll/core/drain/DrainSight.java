package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.Node;
import java.util.List;
import java.util.Map;

/**
 * What a drain sees at one moment.
 *
 * @param pods those of the node
 * @param readyPods how many ready pods the workloads have everywhere that were asked for
 */
public record DrainSight(
        Node node,
        Cordon cordon,
        List<DrainPod> pods,
        List<DisruptionBudget> budgets,
        Map<Workload, Integer> readyPods) {

    public DrainSight {
        pods = List.copyOf(pods);
        budgets = List.copyOf(budgets);
        readyPods = Map.copyOf(readyPods);
    }

    /** The pods that must have gone before the node is empty, in the order of eviction. */
    List<DrainPod> leaving() {
        return pods.stream()
                .filter(pod -> Tier.of(pod).evicted())
                .sorted(DrainPlanner.ORDER)
                .toList();
    }
}
