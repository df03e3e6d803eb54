package dev.plimsoll.operator.run;

import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A job that looks at what a queue hands out, one after the other; its subclasses say what is put
 * into the queue. Several threads may drive it: the queue gives a key to one at a time. A fault in
 * one key's work must not take the key, or the job, with it.
 */
public abstract class QueuedJob implements Job {

    private static final System.Logger LOG = System.getLogger(QueuedJob.class.getName());

    private final String kind;
    private final WorkQueue<String> queue;
    private final Function<String, Result> reconcile;

    /**
     * @param kind what the keys name, for the log
     */
    protected QueuedJob(String kind, WorkQueue<String> queue, Function<String, Result> reconcile) {
        this.kind = kind;
        this.queue = queue;
        this.reconcile = reconcile;
    }

    /** Looks at what has been due for the longest time. */
    @Override
    public final boolean step() {
        Optional<String> key = queue.take();
        key.ifPresent(name -> queue.done(name, guarded(name)));
        return key.isPresent();
    }

    private Result guarded(String name) {
        try {
            return reconcile.apply(name);
        } catch (RuntimeException fault) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    kind + " " + name + " could not be looked at",
                    fault);
            return new Result.Retry(fault.toString());
        }
    }

    @Override
    public final Optional<Instant> nextDue() {
        return queue.nextDue();
    }

    @Override
    public final void awaitChange(Duration atMost) throws InterruptedException {
        queue.awaitChange(atMost);
    }
}
