package dev.plimsoll.serve.labels;

import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import dev.plimsoll.kubernetes.write.KubernetesLabelWrites;
import dev.plimsoll.operator.labels.LabelJob;
import dev.plimsoll.operator.labels.LabelReconciler;
import dev.plimsoll.operator.leadership.FencedLabelWrites;
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
import java.util.List;

/** The label job for one term: its queue, and its worker if this process leads. */
final class LabelWork implements JobWork {

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final WorkQueue<String> queue;
    private final JobRunner worker;
    private final HealthLimits health;
    private final boolean leading;

    LabelWork(Surroundings around, LabelMeters meters, Watches watches, boolean leading) {
        this.leading = leading;
        health = around.health();
        Clock clock = around.clock();
        NodeStore nodes = watches.nodes();
        LabelPolicyStore policies = new LabelPolicyStore();
        queue =
                new WorkQueue<>(
                        clock,
                        System::nanoTime,
                        new Backoff(FIRST_RETRY, LAST_RETRY, around.random().split()));
        LabelReconciler reconciler =
                new LabelReconciler(
                        nodes,
                        policies,
                        new FencedLabelWrites(
                                new KubernetesLabelWrites(around.cluster(), nodes, policies, clock),
                                around.gate()),
                        around.journal(),
                        meters,
                        around.budget(),
                        clock,
                        around.lostWrite());
        LabelJob job = new LabelJob(policies, queue, reconciler);
        worker = new JobRunner(LabelOperatorJob.NAME, job, clock, System::nanoTime);
        if (leading) {
            nodes.store().listen(job::nodeChanged);
            policies.store().listen(job::policyChanged);
        }
        var _ = watches.feed(policies.store());
        if (leading) {
            worker.start();
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
        return worker.busyFor();
    }

    @Override
    public List<Check> liveness() {
        return List.of(WorkerHealth.liveness(worker, leading, health));
    }

    @Override
    public void close() {
        if (leading) {
            worker.close();
        }
    }
}
