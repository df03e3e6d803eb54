package dev.plimsoll.core.drain;

import dev.plimsoll.core.drain.DrainStep.Action;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Orders the pods of a node: those first that are missed least. Stateless pods come by ascending
 * priority, then pods without a controller (if asked for), then stateful ones, then those that the
 * cluster itself lives on. DaemonSet, static and finished pods stay.
 */
public final class DrainPlanner {

    /** Of equal importance are pods of one tier and priority; their names make the order total. */
    public static final Comparator<DrainPod> ORDER =
            Comparator.comparing(Tier::of)
                    .thenComparingInt(DrainPod::priority)
                    .thenComparing(DrainPod::key);

    private DrainPlanner() {}

    /**
     * Plans the drain of a node.
     *
     * @param pods those of other nodes are passed over
     */
    public static DrainPlan plan(
            Node node, List<DrainPod> pods, List<DisruptionBudget> budgets, DrainOptions options) {
        List<DrainStep> steps = new ArrayList<>();
        pods.stream()
                .filter(pod -> pod.nodeName().equals(node.name()))
                .sorted(ORDER)
                .forEach(pod -> steps.add(step(steps.size() + 1, pod, budgets, options)));
        return new DrainPlan(
                node.name(),
                NodeEnd.of(node),
                steps.stream().anyMatch(step -> step.obstacle().isPresent()),
                steps);
    }

    private static DrainStep step(
            int order, DrainPod pod, List<DisruptionBudget> budgets, DrainOptions options) {
        Tier tier = Tier.of(pod);
        boolean leaves = tier.evicted() && !pod.deleting();
        Optional<String> obstacle =
                leaves ? Guard.obstacle(pod, budgets, options) : Optional.empty();
        boolean forbidden = tier == Tier.UNMANAGED && !options.unmanagedToo();
        return new DrainStep(
                order,
                pod,
                leaves && !forbidden ? Action.EVICT : Action.SKIP,
                tier,
                obstacle.map(clause -> "It " + clause + ".").orElseGet(() -> reason(pod, tier)),
                obstacle,
                Guard.of(pod, budgets).stream()
                        .min(Comparator.comparingInt(DisruptionBudget::disruptionsAllowed))
                        .map(budget ->
                                new DrainStep.Budget(budget.key(), budget.disruptionsAllowed())));
    }

    private static String reason(DrainPod pod, Tier tier) {
        if (tier.evicted() && pod.deleting()) {
            return "It is being deleted already, and is waited for.";
        }
        String owner = pod.owner().map(one -> one.kind() + " " + one.name()).orElse("Nobody");
        return switch (tier) {
            case STATELESS -> owner + " makes it anew.";
            case UNMANAGED -> "Nobody makes it anew; force was asked.";
            case STATEFUL ->
                    pod.claims().isEmpty()
                            ? owner + " makes it anew under its name."
                            : owner + " makes it anew, and its volume goes along.";
            case CRITICAL -> "The cluster lives on it; " + owner + " makes it anew.";
            case DAEMON_SET -> "It belongs to the node and goes with it.";
            case STATIC -> "The kubelet runs it from a file; it goes with the node.";
            case FINISHED -> "It has finished.";
        };
    }
}
