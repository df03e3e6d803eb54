package dev.plimsoll.serve.job;

import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.JobRunner;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A job for one term that is driven by one queue; it has workers if this process leads. */
public final class QueueWork implements JobWork {

    private final WorkQueue<String> queue;
    private final List<JobRunner> workers;
    private final HealthLimits health;
    private final boolean leading;
    private final Runnable afterwards;

    private QueueWork(
            WorkQueue<String> queue,
            List<JobRunner> workers,
            HealthLimits health,
            boolean leading,
            Runnable afterwards) {
        this.queue = queue;
        this.workers = List.copyOf(workers);
        this.health = health;
        this.leading = leading;
        this.afterwards = afterwards;
    }

    /** Starts the workers if this process leads: the last thing to be done at a term's begin. */
    public static QueueWork begin(
            WorkQueue<String> queue,
            List<JobRunner> workers,
            HealthLimits health,
            boolean leading) {
        return begin(queue, workers, health, leading, () -> {});
    }

    /**
     * Starts the workers if this process leads.
     *
     * @param afterwards done when the workers have ended
     */
    public static QueueWork begin(
            WorkQueue<String> queue,
            List<JobRunner> workers,
            HealthLimits health,
            boolean leading,
            Runnable afterwards) {
        if (leading) {
            workers.forEach(JobRunner::start);
        }
        return new QueueWork(queue, workers, health, leading, afterwards);
    }

    @Override
    public int queueDepth() {
        return queue.depth();
    }

    @Override
    public Duration queueAge() {
        return queue.age();
    }

    @Override
    public Duration busyFor() {
        return workers.stream()
                .map(JobRunner::busyFor)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    public List<Check> liveness() {
        return workers.stream()
                .map(worker -> WorkerHealth.liveness(worker, leading, health))
                .toList();
    }

    @Override
    public void close() {
        if (leading) {
            workers.forEach(JobRunner::close);
        }
        afterwards.run();
    }
}
