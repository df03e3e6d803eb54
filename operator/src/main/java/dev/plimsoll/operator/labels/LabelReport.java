package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelConditions;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import java.util.List;

/** Words the status of a policy from its plan and from what came of it. */
final class LabelReport {

    private LabelReport() {}

    static LabelPolicyStatus of(
            LabelPolicy policy,
            LabelPlan plan,
            Progress progress,
            List<Node> carrying,
            HostTally tally) {
        return new LabelPolicyStatus(
                policy.generation(),
                plan.desired(),
                carrying.size(),
                plan.eligible(),
                tally.moves(),
                tally.hosts(),
                tally.hour(),
                names(carrying),
                plan.conditions().stream()
                        .map(condition -> asFound(condition, plan, progress, carrying.size()))
                        .toList());
    }

    /** Says of a policy that is being deleted why it cannot go; the counts stay. */
    static LabelPolicyStatus stuck(
            LabelPolicyStatus recorded, String refusal, List<Node> carrying) {
        return new LabelPolicyStatus(
                recorded.observedGeneration(),
                0,
                carrying.size(),
                recorded.eligible(),
                recorded.moves(),
                recorded.billedHosts(),
                recorded.billedHour(),
                names(carrying),
                List.of(refused(refusal)));
    }

    private static Condition refused(String refusal) {
        return new Condition(LabelConditions.SATISFIED, false, "WriteRefused", refusal);
    }

    private static List<String> names(List<Node> carrying) {
        return carrying.stream()
                .map(Node::name)
                .sorted()
                .limit(LabelPolicyStatus.LISTED_NODES)
                .toList();
    }

    /** What a plan promises holds only when it has been carried out. */
    private static Condition asFound(
            Condition condition, LabelPlan plan, Progress progress, int labelled) {
        if (!condition.type().equals(LabelConditions.SATISFIED)) {
            return condition;
        }
        if (progress.refusal().isPresent()) {
            return refused(progress.refusal().get());
        }
        return condition.status() && labelled != plan.desired()
                ? LabelConditions.settling(plan.desired(), labelled)
                : condition;
    }
}
