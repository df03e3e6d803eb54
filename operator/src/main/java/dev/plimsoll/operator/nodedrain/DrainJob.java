package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.QueuedJob;
import org.jspecify.annotations.Nullable;

/**
 * Turns what changed into drains to look at, and looks at them one by one. Several threads may
 * drive it: the queue gives a drain to one at a time.
 */
public final class DrainJob extends QueuedJob {

    private final NodeDrainView drains;
    private final WorkQueue<String> queue;

    public DrainJob(NodeDrainView drains, WorkQueue<String> queue, DrainReconciler reconciler) {
        super("NodeDrain", queue, reconciler::reconcile);
        this.drains = drains;
        this.queue = queue;
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
        String node = one.nodeName();
        if (over && !node.isEmpty()) {
            drains.drains().stream()
                    .filter(other -> other.ended() || other.nodeName().equals(node))
                    .forEach(other -> queue.add(other.name()));
        }
    }

    /** The own status does not wake anybody, but its end does. */
    private static boolean sameWish(NodeDrain before, NodeDrain after) {
        return before.uid().equals(after.uid())
                && before.generation() == after.generation()
                && before.deleting() == after.deleting()
                && before.ended() == after.ended();
    }
}
