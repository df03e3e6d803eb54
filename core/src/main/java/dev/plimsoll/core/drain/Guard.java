package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.DisruptionBudget;
import java.util.List;
import java.util.Optional;

/** Tells what stands in the way of an eviction. */
public final class Guard {

    private Guard() {}

    /** The budgets that guard a pod. */
    static List<DisruptionBudget> of(DrainPod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.namespace().equals(pod.namespace()))
                .filter(budget -> budget.selector().matches(pod.labels()))
                .toList();
    }

    /** Why the pod cannot be evicted at this moment, as a clause about it; empty where it can. */
    static Optional<String> obstacle(
            DrainPod pod, List<DisruptionBudget> budgets, DrainOptions options) {
        if (Tier.of(pod) == Tier.UNMANAGED && !options.unmanagedToo()) {
            return Optional.of(
                    "has no controller that would make it anew, and force was not asked");
        }
        if (!pod.refusal().isEmpty()) {
            return Optional.of("says " + pod.refusal());
        }
        return budget(pod, budgets);
    }

    /** Which budget keeps the pod from being evicted, as a clause about it; empty where none. */
    public static Optional<String> budget(DrainPod pod, List<DisruptionBudget> budgets) {
        List<DisruptionBudget> guards = of(pod, budgets);
        if (guards.size() > 1) {
            return Optional.of(
                    "has %d disruption budgets (%s), and the API server evicts no pod that has more than one"
                            .formatted(guards.size(), names(guards)));
        }
        // Whether a pod that is not ready may go depends on more than is seen here: the server
        // says.
        return guards.stream()
                .filter(budget -> pod.ready() && budget.disruptionsAllowed() <= 0)
                .map(budget ->
                        "has the budget %s, which allows no disruption now".formatted(budget.key()))
                .findFirst();
    }

    private static String names(List<DisruptionBudget> budgets) {
        return String.join(", ", budgets.stream().map(DisruptionBudget::key).sorted().toList());
    }
}
