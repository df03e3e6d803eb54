package dev.plimsoll.serve.drain;

import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.drain.KubernetesDrainWorld;
import dev.plimsoll.kubernetes.drain.KubernetesNodeEnds;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import dev.plimsoll.kubernetes.write.KubernetesNodeDrainWrites;
import dev.plimsoll.operator.leadership.FencedDrainWorld;
import dev.plimsoll.operator.leadership.FencedEnds;
import dev.plimsoll.operator.leadership.FencedNodeDrainWrites;
import dev.plimsoll.operator.nodedrain.DrainJob;
import dev.plimsoll.operator.nodedrain.DrainReconciler;
import dev.plimsoll.operator.nodedrain.Ends;
import dev.plimsoll.operator.nodedrain.History;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.JobRunner;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.HealthLimits;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import dev.plimsoll.serve.job.WorkerHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The drain job for one term: its queue, and its workers if this process leads. */
final class DrainWork implements JobWork {

    /** A server that keeps one drain waiting is not to hold up the others. */
    private static final int WORKERS = 4;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    private final WorkQueue<String> queue;
    private final List<JobRunner> workers;
    private final HealthLimits health;
    private final boolean leading;

    DrainWork(
            Surroundings around,
            DrainMetrics meters,
            InstanceEnds instances,
            Watches watches,
            boolean leading) {
        this.leading = leading;
        health = around.health();
        Clock clock = around.clock();
        Cluster cluster = around.cluster();
        NodeDrainStore drains = watches.drains();
        queue =
                new WorkQueue<>(
                        clock,
                        System::nanoTime,
                        new Backoff(FIRST_RETRY, LAST_RETRY, around.random().split()));
        KubernetesNodeDrainWrites writes = new KubernetesNodeDrainWrites(cluster, drains, clock);
        FencedEnds ends = new FencedEnds(new KubernetesNodeEnds(cluster), instances, around.gate());
        DrainReconciler reconciler =
                new DrainReconciler(
                        drains,
                        new FencedNodeDrainWrites(writes, writes, around.gate()),
                        drain ->
                                new FencedDrainWorld(
                                        new KubernetesDrainWorld(
                                                cluster, "nodedrain/" + drain.name()),
                                        around.gate()),
                        new Ends(ends, ends),
                        meters,
                        around.journal(),
                        History.STANDARD,
                        clock);
        DrainJob job = new DrainJob(drains, queue, reconciler);
        workers =
                IntStream.rangeClosed(1, WORKERS)
                        .mapToObj(number ->
                                new JobRunner(
                                        DrainOperatorJob.NAME + " " + number,
                                        job,
                                        clock,
                                        System::nanoTime))
                        .toList();
        meters.show(drains);
        if (leading) {
            drains.store().listen(job::drainChanged);
            workers.forEach(JobRunner::start);
        }
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
    }
}
