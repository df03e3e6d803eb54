package dev.plimsoll.operator.capacity;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.ConsolidationPolicyView;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.Job;
import dev.plimsoll.operator.run.QueuedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what changed into policies to look at; for the rest, time goes by. */
public final class ConsolidationJob implements Job {

    private final ConsolidationPolicyView policies;
    private final WorkQueue<String> queue;
    private final QueuedJob work;

    public ConsolidationJob(
            ConsolidationPolicyView policies,
            WorkQueue<String> queue,
            ConsolidationReconciler reconciler) {
        this.policies = policies;
        this.queue = queue;
        work = new QueuedJob("ConsolidationPolicy", queue, reconciler::reconcile);
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

    @Override
    public boolean step() {
        return work.step();
    }

    @Override
    public Optional<Instant> nextDue() {
        return work.nextDue();
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        work.awaitChange(atMost);
    }
}
