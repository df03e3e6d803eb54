package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.QueuedJob;
import org.jspecify.annotations.Nullable;

/**
 * Turns what changed into policies to look at, and looks at them one by one. Whoever drives it, be
 * it a thread or a virtual clock, calls {@link #step} for as long as something is due.
 */
public final class LabelJob extends QueuedJob {

    private final LabelPolicyView policies;
    private final WorkQueue<String> queue;

    public LabelJob(LabelPolicyView policies, WorkQueue<String> queue, LabelReconciler reconciler) {
        super("Policy", queue, reconciler::reconcile);
        this.policies = policies;
        this.queue = queue;
    }

    /** Hears of a node: any policy may be concerned, and those whose traces it bears for sure. */
    public void nodeChanged(@Nullable Node before, @Nullable Node after) {
        if (before != null && after != null && before.sameBut(after)) {
            return;
        }
        policies.policies().forEach(policy -> queue.add(policy.name()));
        if (after != null) {
            LabelMarker.policiesOn(after).forEach(queue::add);
        }
    }

    /** Hears of a policy: the others may win or lose a key by it. */
    public void policyChanged(@Nullable LabelPolicy before, @Nullable LabelPolicy after) {
        if (before != null && after != null && sameWish(before, after)) {
            return;
        }
        if (before != null) {
            queue.add(before.name());
        }
        policies.policies().forEach(policy -> queue.add(policy.name()));
    }

    private static boolean sameWish(LabelPolicy before, LabelPolicy after) {
        return before.uid().equals(after.uid())
                && before.generation() == after.generation()
                && before.deleting() == after.deleting()
                && before.finalized() == after.finalized();
    }
}
