package dev.plimsoll.operator.drainpolicy;

import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.DrainPolicyView;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what changed, and time, into policies to look at, and looks at them one by one. */
public final class DrainPolicyJob implements Job {

    private static final System.Logger LOG = System.getLogger(DrainPolicyJob.class.getName());

    private final DrainPolicyView policies;
    private final WorkQueue<String> queue;
    private final DrainPolicyReconciler reconciler;

    public DrainPolicyJob(
            DrainPolicyView policies, WorkQueue<String> queue, DrainPolicyReconciler reconciler) {
        this.policies = policies;
        this.queue = queue;
        this.reconciler = reconciler;
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

    @Override
    public boolean step() {
        Optional<String> key = queue.take();
        key.ifPresent(policy -> queue.done(policy, reconcile(policy)));
        return key.isPresent();
    }

    /** A fault in one policy's work must not take the key, or the job, with it. */
    private Result reconcile(String policy) {
        try {
            return reconciler.reconcile(policy);
        } catch (RuntimeException fault) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "NodeDrainPolicy " + policy + " could not be looked at",
                    fault);
            return new Result.Retry(fault.toString());
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return queue.nextDue();
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        queue.awaitChange(atMost);
    }
}
