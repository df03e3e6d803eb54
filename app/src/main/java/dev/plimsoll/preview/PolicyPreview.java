package dev.plimsoll.preview;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelStep;
import java.util.List;

/**
 * What a policy would do, as {@code labels preview -o json} has it: the components are the fields,
 * and may be added to but not renamed.
 *
 * @param selected in the order of the strategy
 * @param refresh nodes that keep the labels and need a write all the same, as when the spec changed
 * @param eligible how many nodes could carry the labels
 */
public record PolicyPreview(
        String name,
        int desired,
        List<String> selected,
        List<String> add,
        List<String> remove,
        List<String> refresh,
        int eligible,
        List<Unfit> ineligible,
        List<State> conditions) {

    /** A node that cannot carry the labels. */
    public record Unfit(String node, String reason) {}

    /** A condition, as it would stand in the policy's status. */
    public record State(String type, String status, String reason, String message) {

        static State of(Condition condition) {
            return new State(
                    condition.type(),
                    condition.status() ? "True" : "False",
                    condition.reason(),
                    condition.message());
        }
    }

    static PolicyPreview of(LabelPlan plan) {
        return new PolicyPreview(
                plan.policy(),
                plan.desired(),
                plan.selected(),
                plan.additions(),
                plan.removals(),
                plan.steps().stream()
                        .filter(LabelStep.Refresh.class::isInstance)
                        .map(step -> step.patch().node())
                        .toList(),
                plan.eligible(),
                plan.ineligible().stream()
                        .map(unfit -> new Unfit(unfit.node(), unfit.reason().phrase()))
                        .toList(),
                plan.conditions().stream().map(State::of).toList());
    }

    /** Whether anything would be written to a node. */
    public boolean changes() {
        return !(add.isEmpty() && remove.isEmpty() && refresh.isEmpty());
    }
}
