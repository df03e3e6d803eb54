package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what changed into policies to look at, and looks at them one by one. Whoever drives it, be
 * it a thread or a virtual clock, calls {@link #step} for as long as something is due.
 */
public final class LabelJob implements Job {

    private static final System.Logger LOG = System.getLogger(LabelJob.class.getName());

    private final LabelPolicyView policies;
    private final WorkQueue<String> queue;
    private final LabelReconciler reconciler;

    public LabelJob(LabelPolicyView policies, WorkQueue<String> queue, LabelReconciler reconciler) {
        this.policies = policies;
        this.queue = queue;
        this.reconciler = reconciler;
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

    /**
     * Looks at the policy that has been due for the longest time.
     *
     * @return false where nothing was due
     */
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
                    "Policy " + policy + " could not be looked at",
                    fault);
            return new Result.Retry(fault.toString());
        }
    }

    /** Tells when {@link #step} will next find something; empty where only an event can tell. */
    @Override
    public Optional<Instant> nextDue() {
        return queue.nextDue();
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        queue.awaitChange(atMost);
    }

    private static boolean sameWish(LabelPolicy before, LabelPolicy after) {
        return before.uid().equals(after.uid())
                && before.generation() == after.generation()
                && before.deleting() == after.deleting()
                && before.finalized() == after.finalized();
    }
}
