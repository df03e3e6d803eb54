package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what a policy means for the fleet at one instant. The preview prints it, the operator
 * carries it out and the status records it.
 *
 * @param desired how many nodes shall carry the labels: the cap at every instant
 * @param selected the nodes that shall carry them, in the order of the strategy
 * @param steps the writes, removals before refreshments before additions; empty where all is well
 * @param ineligible the nodes that cannot carry the labels, in name order
 * @param revisitAt when time alone may change the plan
 */
public record LabelPlan(
        String policy,
        int desired,
        List<String> selected,
        List<LabelStep> steps,
        List<Ineligible> ineligible,
        int eligible,
        List<Condition> conditions,
        Optional<Instant> revisitAt) {

    public LabelPlan {
        selected = List.copyOf(selected);
        steps = List.copyOf(steps);
        ineligible = List.copyOf(ineligible);
        conditions = List.copyOf(conditions);
    }

    /** A node that cannot carry the labels, and why. */
    public record Ineligible(String node, Ineligibility reason) {}

    /** The nodes that gain the labels. */
    public List<String> additions() {
        return nodes(LabelStep.Add.class);
    }

    /** The nodes that lose them. */
    public List<String> removals() {
        return nodes(LabelStep.Remove.class);
    }

    private List<String> nodes(Class<? extends LabelStep> kind) {
        return steps.stream().filter(kind::isInstance).map(step -> step.patch().node()).toList();
    }
}
