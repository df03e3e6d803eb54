package dev.plimsoll.serve.drainpolicy;

import dev.plimsoll.core.port.DrainPolicyMeters;
import dev.plimsoll.core.port.NoticeBoard;
import dev.plimsoll.kubernetes.drainpolicies.DrainPolicyStore;
import dev.plimsoll.kubernetes.drainpolicies.WatchedNodeStore;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import dev.plimsoll.kubernetes.write.KubernetesDrainPolicyWrites;
import dev.plimsoll.kubernetes.write.KubernetesNodeDrainWrites;
import dev.plimsoll.operator.drainpolicy.DrainPolicyJob;
import dev.plimsoll.operator.drainpolicy.DrainPolicyReconciler;
import dev.plimsoll.operator.drainpolicy.DrainPolicyTeller;
import dev.plimsoll.operator.leadership.FencedDrainPolicyWrites;
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
import java.util.Map;

/** The drain policies for one term: their queue, and their worker if this process leads. */
final class DrainPolicyWork implements JobWork {

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final WorkQueue<String> queue;
    private final JobRunner worker;
    private final PolicySources sources;
    private final HealthLimits health;
    private final boolean leading;

    DrainPolicyWork(
            Surroundings around,
            DrainPolicyMeters meters,
            NoticeBoard board,
            Map<String, String> environment,
            Watches watches,
            boolean leading) {
        this.leading = leading;
        health = around.health();
        Clock clock = around.clock();
        DrainPolicyStore policies = new DrainPolicyStore();
        WatchedNodeStore nodes = new WatchedNodeStore();
        NodeDrainStore drains = watches.drains();
        sources =
                new PolicySources(
                        around.source(), environment, SecretFolder.of(environment), clock);
        queue =
                new WorkQueue<>(
                        clock,
                        System::nanoTime,
                        new Backoff(FIRST_RETRY, LAST_RETRY, around.random().split()));
        FencedDrainPolicyWrites writes =
                new FencedDrainPolicyWrites(
                        new KubernetesDrainPolicyWrites(around.cluster(), policies, clock),
                        new KubernetesNodeDrainWrites(around.cluster(), drains, clock),
                        around.gate());
        DrainPolicyReconciler reconciler =
                new DrainPolicyReconciler(
                        policies,
                        nodes,
                        drains,
                        writes,
                        writes,
                        sources,
                        new DrainPolicyTeller(around.journal(), board, clock),
                        meters,
                        clock,
                        DrainPolicyReconciler.EVERY);
        DrainPolicyJob job = new DrainPolicyJob(policies, queue, reconciler);
        worker = new JobRunner(DrainPolicyOperatorJob.NAME, job, clock, System::nanoTime);
        if (leading) {
            policies.store().listen(job::policyChanged);
            drains.store().listen(job::drainChanged);
        }
        var _ = watches.feed(policies.store());
        var _ = watches.feed(nodes.store());
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
        sources.close();
    }
}
