package dev.plimsoll.operator.drainpolicy;

import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.DrainPolicyView;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.QueuedJob;
import org.jspecify.annotations.Nullable;

/** Turns what changed, and time, into policies to look at, and looks at them one by one. */
public final class DrainPolicyJob extends QueuedJob {

    private final DrainPolicyView policies;
    private final WorkQueue<String> queue;

    public DrainPolicyJob(
            DrainPolicyView policies, WorkQueue<String> queue, DrainPolicyReconciler reconciler) {
        super("NodeDrainPolicy", queue, reconciler::reconcile);
        this.policies = policies;
        this.queue = queue;
    }

    /** Hears of a policy; nodes are looked at by time alone. */
    public void policyChanged(@Nullable DrainPolicy before, @Nullable DrainPolicy after) {
        if (before != null
                && after != null
                && before.uid().equals(after.uid())
                && before.generation() == after.generation()
                && before.deleting() == after.deleting()) {
            return;
        }
        DrainPolicy known = after == null ? before : after;
        if (known != null) {
            queue.add(known.name());
        }
    }

    /** Hears of a drain: one that has ended makes room for the next node. */
    public void drainChanged(@Nullable NodeDrain before, @Nullable NodeDrain after) {
        boolean same =
                before != null
                        && after != null
                        && before.status().phase() == after.status().phase()
                        && before.status().blockedBy().isEmpty()
                                == after.status().blockedBy().isEmpty();
        if (!same) {
            policies.policies().forEach(policy -> queue.add(policy.name()));
        }
    }
}
