package dev.plimsoll.preview;

import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelPlanner;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.fleet.Fleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the planner what policies would do to a fleet; nothing is decided here. */
public record Preview(List<LabelPlan> plans, Fleet fleet) {

    /** The document of {@code -o json}. */
    public record Document(List<PolicyPreview> policies) {}

    /**
     * Plans as if the policies had just been applied to the fleet.
     *
     * @param applied new policies, and new specs of policies that the fleet has
     */
    public static Preview of(List<LabelPolicy> applied, Fleet fleet, Instant now) {
        Map<String, LabelPolicy> merged = new LinkedHashMap<>();
        fleet.policies().forEach(policy -> merged.put(policy.name(), policy));
        applied.forEach(policy -> merged.merge(policy.name(), policy, Preview::edited));
        LabelPlanner planner = new LabelPlanner(merged.values(), fleet.nodes(), now);
        List<LabelPlan> plans = new ArrayList<>();
        for (LabelPolicy policy : applied) {
            plans.add(planner.plan(merged.getOrDefault(policy.name(), policy)));
        }
        return new Preview(plans, fleet);
    }

    /** What a server makes of an update: a new spec, the identity and the status as they were. */
    private static LabelPolicy edited(LabelPolicy before, LabelPolicy after) {
        return new LabelPolicy(
                before.name(),
                before.uid(),
                before.resourceVersion(),
                before.generation() + 1,
                before.createdAt(),
                before.deleting(),
                before.finalized(),
                after.spec(),
                before.status(),
                before.conditionsSince());
    }

    public Document document() {
        return new Document(plans.stream().map(PolicyPreview::of).toList());
    }

    /** Every node's part in every plan. */
    public List<PreviewRow> rows() {
        return plans.stream().flatMap(plan -> PreviewRow.of(plan, fleet.nodes()).stream()).toList();
    }
}
