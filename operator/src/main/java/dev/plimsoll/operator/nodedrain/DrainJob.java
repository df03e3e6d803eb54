package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrain.Reading;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what changed into drains to look at, and looks at them one by one. Several threads may
 * drive it: the queue gives a drain to one at a time.
 */
public final class DrainJob implements Job {

    private static final System.Logger LOG = System.getLogger(DrainJob.class.getName());

    private final NodeDrainView drains;
    private final WorkQueue<String> queue;
    private final DrainReconciler reconciler;

    public DrainJob(NodeDrainView drains, WorkQueue<String> queue, DrainReconciler reconciler) {
        this.drains = drains;
        this.queue = queue;
        this.reconciler = reconciler;
    }

    /** Hears of a drain: another one may wait for its node, or be outlived by its end. */
    public void drainChanged(@Nullable NodeDrain before, @Nullable NodeDrain after) {
        if (after != null && before != null && sameWish(before, after)) {
            return;
        }
        NodeDrain one = after == null ? before : after;
        if (one == null) {
            return;
        }
        queue.add(one.name());
        boolean over = after == null || after.ended();
        if (over && one.spec() instanceof Reading.Valid valid) {
            String node = valid.spec().nodeName();
            drains.drains().stream()
                    .filter(other -> other.ended() || NodeTurns.on(other, node))
                    .forEach(other -> queue.add(other.name()));
        }
    }

    @Override
    public boolean step() {
        Optional<String> key = queue.take();
        key.ifPresent(drain -> queue.done(drain, reconcile(drain)));
        return key.isPresent();
    }

    /** A fault in one drain's work must not take the key, or the job, with it. */
    private Result reconcile(String drain) {
        try {
            return reconciler.reconcile(drain);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "NodeDrain " + drain + " could not go on", fault);
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

    /** The own status does not wake anybody, but its end does. */
    private static boolean sameWish(NodeDrain before, NodeDrain after) {
        return before.uid().equals(after.uid())
                && before.generation() == after.generation()
                && before.deleting() == after.deleting()
                && before.ended() == after.ended();
    }
}
