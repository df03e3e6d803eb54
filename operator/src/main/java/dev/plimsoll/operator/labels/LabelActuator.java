package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelStep;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Duration;
import java.util.Set;

/**
 * Carries out a plan's steps in their order. A node whose write fails is passed over and delays no
 * other, except that an addition waits until there is room: so never more nodes than desired carry
 * the labels, whatever fails.
 */
final class LabelActuator {

    /** Whoever may not write now has nothing to do but to look again; no event will tell. */
    private static final Duration WITHHELD_PAUSE = Duration.ofSeconds(1);

    private final LabelWrites writes;
    private final LabelMeters meters;
    private final WriteBudget budget;

    LabelActuator(LabelWrites writes, LabelMeters meters, WriteBudget budget) {
        this.writes = writes;
        this.meters = meters;
        this.budget = budget;
    }

    Progress carryOut(LabelPlan plan, Slots slots, HostTally tally) {
        Progress progress = new Progress();
        ask(plan, slots, progress);
        Set<String> taken = slots.taken(plan.policy());
        for (LabelStep step : plan.steps()) {
            String node = step.patch().node();
            if (step instanceof LabelStep.Add && slots.opening().isPresent()) {
                continue;
            }
            // A node that a lost write may have given the labels is among the taken already.
            int needed = taken.contains(node) ? 0 : 1;
            if (step instanceof LabelStep.Add && taken.size() + needed > plan.desired()) {
                progress.hinder(new Result.Retry("node " + node + " waits for room"));
                continue;
            }
            if (!budget.take()) {
                progress.hinder(spent());
                break;
            }
            WriteOutcome<Node> outcome = writes.patchNode(step.patch());
            meters.nodeWrite(step.patch(), outcome);
            note(step, outcome, slots, taken, tally, progress);
            if (outcome instanceof WriteOutcome.Withheld) {
                break;
            }
        }
        return progress;
    }

    /** Clears up what has become of lost additions, unless the plan is about to find out. */
    private void ask(LabelPlan plan, Slots slots, Progress progress) {
        for (NodeLabelPatch question : slots.questions(plan.policy())) {
            if (plan.additions().contains(question.node())) {
                continue;
            }
            if (!budget.take()) {
                progress.hinder(spent());
                return;
            }
            WriteOutcome<Node> answer = writes.patchNode(question);
            meters.nodeWrite(question, answer);
            if (answer instanceof WriteOutcome.Done || answer instanceof WriteOutcome.Gone) {
                slots.settle(question.node());
            } else {
                progress.hinder(
                        new Result.Retry("a lost write to node " + question.node() + " may show"));
            }
        }
    }

    private Result spent() {
        return new Result.Later(budget.untilNext(), "the write budget is spent");
    }

    private static void note(
            LabelStep step,
            WriteOutcome<Node> outcome,
            Slots slots,
            Set<String> taken,
            HostTally tally,
            Progress progress) {
        NodeLabelPatch patch = step.patch();
        switch (outcome) {
            case WriteOutcome.Done<Node> _ -> {
                if (step instanceof LabelStep.Remove) {
                    taken.remove(patch.node());
                } else if (step instanceof LabelStep.Add) {
                    taken.add(patch.node());
                    tally.added(patch.uid(), taken.size());
                }
                progress.done(step);
            }
            case WriteOutcome.Gone<Node> _ -> {
                taken.remove(patch.node());
                progress.hinder(new Result.Retry("node " + patch.node() + " is gone"));
            }
            case WriteOutcome.Conflict<Node>(String message) ->
                    progress.hinder(new Result.Retry(message));
            case WriteOutcome.Busy<Node>(var after, String message) ->
                    progress.hinder(new Result.Later(after, message));
            case WriteOutcome.Withheld<Node>(String message) ->
                    progress.hinder(new Result.Later(WITHHELD_PAUSE, message));
            case WriteOutcome.Refused<Node>(int code, String message) ->
                    progress.refuse(code, message);
            case WriteOutcome.Doubtful<Node>(String message) -> {
                if (step instanceof LabelStep.Add) {
                    taken.add(patch.node());
                    slots.doubt(patch);
                }
                progress.hinder(new Result.Retry(message));
            }
        }
    }
}
