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
 * @param wantedPods how many pods these workloads want by now; what does not say is left out
 */
public record DrainSight(
        Node node,
        Cordon cordon,
        List<DrainPod> pods,
        List<DisruptionBudget> budgets,
        Map<Workload, Integer> readyPods,
        Map<Workload, Integer> wantedPods) {

    public DrainSight {
        pods = List.copyOf(pods);
        budgets = List.copyOf(budgets);
        readyPods = Map.copyOf(readyPods);
        wantedPods = Map.copyOf(wantedPods);
    }

    /** What is seen where no workload says what it wants. */
    public DrainSight(
            Node node,
            Cordon cordon,
            List<DrainPod> pods,
            List<DisruptionBudget> budgets,
            Map<Workload, Integer> readyPods) {
        this(node, cordon, pods, budgets, readyPods, Map.of());
    }

    /** The same once the node was closed by this drain. */
    public DrainSight closed() {
        return new DrainSight(node, Cordon.OURS, pods, budgets, readyPods, wantedPods);
    }

    /**
     * The same once the pod was let go: what guards it allows one disruption less, until it is seen
     * anew.
     */
    public DrainSight letGo(DrainPod pod) {
        List<DisruptionBudget> guards = Guard.of(pod, budgets);
        return new DrainSight(
                node,
                cordon,
                pods,
                budgets.stream()
                        .map(budget -> guards.contains(budget) ? budget.used() : budget)
                        .toList(),
                readyPods,
                wantedPods);
    }

    /** The pods that must have gone before the node is empty, in the order of eviction. */
    public List<DrainPod> leaving() {
        return pods.stream()
                .filter(pod -> Tier.of(pod).evicted())
                .sorted(DrainPlanner.ORDER)
                .toList();
    }
}
