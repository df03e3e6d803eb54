package dev.plimsoll.core.drain;

import java.util.List;

/**
 * Says in which order the pods of a node leave it, and how the node ends.
 *
 * @param blocked some pod that must leave cannot be evicted now
 */
public record DrainPlan(String node, NodeEnd end, boolean blocked, List<DrainStep> steps) {

    public DrainPlan {
        steps = List.copyOf(steps);
    }

    /** The pods that leave, in their order. */
    public List<DrainPod> leaving() {
        return steps.stream()
                .filter(step -> step.action() == DrainStep.Action.EVICT)
                .map(DrainStep::pod)
                .toList();
    }
}
