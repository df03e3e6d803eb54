package dev.plimsoll.drain;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code drain NODE --plan -o json} shows; the components are the contract, and may only grow.
 */
public record DrainDocument(List<Plan> plans) {

    /** One node's. */
    public record Plan(String node, Instance instance, boolean blocked, List<Step> steps) {}

    /** The machine under the node. */
    public record Instance(String id, String endedBy, String reason) {}

    /** One pod's. */
    public record Step(
            int order,
            String pod,
            String action,
            String tier,
            String reason,
            DrainStep.@Nullable Budget budget) {}

    static DrainDocument of(List<DrainPlan> plans) {
        return new DrainDocument(plans.stream().map(DrainDocument::plan).toList());
    }

    private static Plan plan(DrainPlan plan) {
        return new Plan(
                plan.node(),
                new Instance(plan.end().id(), plan.end().endedBy().toString(), plan.end().reason()),
                plan.blocked(),
                plan.steps().stream().map(DrainDocument::step).toList());
    }

    private static Step step(DrainStep step) {
        return new Step(
                step.order(),
                step.pod().key(),
                step.action().toString(),
                step.tier().toString(),
                step.reason(),
                step.budget().orElse(null));
    }
}
