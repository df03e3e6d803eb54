package dev.plimsoll.operator.capacity;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.ConsolidationPolicyView;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.QueuedJob;
import org.jspecify.annotations.Nullable;

/** Turns what changed into policies to look at; for the rest, time goes by. */
public final class ConsolidationJob extends QueuedJob {

    private final ConsolidationPolicyView policies;
    private final WorkQueue<String> queue;

    public ConsolidationJob(
            ConsolidationPolicyView policies,
            WorkQueue<String> queue,
            ConsolidationReconciler reconciler) {
        super("ConsolidationPolicy", queue, reconciler::reconcile);
        this.policies = policies;
        this.queue = queue;
    }

    /** Hears of a policy; its own status is no news. */
    public void policyChanged(
            @Nullable ConsolidationPolicy before, @Nullable ConsolidationPolicy after) {
        boolean same =
                before != null
                        && after != null
                        && before.uid().equals(after.uid())
                        && before.generation() == after.generation()
                        && before.deleting() == after.deleting();
        if (before != null && !same) {
            queue.add(before.name());
        }
        if (after != null && !same) {
            queue.add(after.name());
        }
    }

    /** Hears of a drain: its end, or that it is gone, may let a policy go on. */
    public void drainChanged(@Nullable NodeDrain before, @Nullable NodeDrain after) {
        boolean same =
                before != null
                        && after != null
                        && before.status().phase() == after.status().phase();
        if (!same) {
            policies.policies().forEach(policy -> queue.add(policy.name()));
        }
    }
}
