package dev.plimsoll.serve.capacity;

import dev.plimsoll.capacity.ClusterFleet;
import dev.plimsoll.core.port.ConsolidationWrites;
import dev.plimsoll.fleet.ClusterObjects;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import dev.plimsoll.kubernetes.policies.ConsolidationPolicyStore;
import dev.plimsoll.kubernetes.write.KubernetesConsolidationWrites;
import dev.plimsoll.kubernetes.write.KubernetesNodeDrainWrites;
import dev.plimsoll.operator.capacity.ConsolidationJob;
import dev.plimsoll.operator.capacity.ConsolidationReconciler;
import dev.plimsoll.operator.capacity.ConsolidationTeller;
import dev.plimsoll.operator.leadership.FencedNodeDrainWrites;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.Job;
import dev.plimsoll.operator.run.JobRunner;
import dev.plimsoll.operator.run.PeriodicJob;
import dev.plimsoll.serve.capacity.CapacityOperatorJob.Tools;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import dev.plimsoll.serve.job.WorkerHealth;
import java.time.Duration;
import java.util.List;

/** The capacity job for one term: only who leads reads the fleet, for that is the dear part. */
final class CapacityWork implements JobWork {

    /** Reading 55,000 pods costs the API server about a second of CPU. */
    private static final Duration BETWEEN_READS = Duration.ofMinutes(2);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final Surroundings around;
    private final WorkQueue<String> queue;
    private final JobRunner reader;
    private final JobRunner planner;
    private final boolean leading;

    CapacityWork(Tools tools, Watches watches, boolean leading) {
        this.leading = leading;
        around = tools.around();
        reader =
                runner(
                        CapacityOperatorJob.NAME,
                        new PeriodicJob(
                                new FleetGauge(
                                        objects(Encoding.PROTOBUF),
                                        tools.metrics(),
                                        around.clock()),
                                BETWEEN_READS,
                                around.clock(),
                                around.random().split()));
        queue =
                new WorkQueue<>(
                        around.clock(),
                        System::nanoTime,
                        new Backoff(FIRST_RETRY, LAST_RETRY, around.random().split()));
        ConsolidationPolicyStore policies = new ConsolidationPolicyStore();
        NodeDrainStore drains = watches.drains();
        ConsolidationJob job =
                new ConsolidationJob(
                        policies,
                        queue,
                        reconciler(
                                policies,
                                drains,
                                new ClusterFleet(objects(Encoding.JSON), tools.prices()),
                                tools));
        planner = runner("consolidation", job);
        if (leading) {
            policies.store().listen(job::policyChanged);
            drains.store().listen(job::drainChanged);
        }
        var _ = watches.feed(policies.store());
        if (leading) {
            reader.start();
            planner.start();
        }
    }

    private ConsolidationReconciler reconciler(
            ConsolidationPolicyStore policies,
            NodeDrainStore drains,
            ClusterFleet fleet,
            Tools tools) {
        KubernetesNodeDrainWrites drainWrites =
                new KubernetesNodeDrainWrites(around.cluster(), drains, around.clock());
        ConsolidationWrites statuses =
                new KubernetesConsolidationWrites(around.cluster(), policies, around.clock());
        return new ConsolidationReconciler(
                policies,
                drains,
                fleet,
                new FencedNodeDrainWrites(drainWrites, drainWrites, around.gate()),
                (policy, status) -> around.gate().pass(() -> statuses.writeStatus(policy, status)),
                new ConsolidationTeller(around.journal()),
                tools.consolidation(),
                around.clock(),
                around.lostWrite());
    }

    private ObjectSource objects(Encoding encoding) {
        return new ClusterObjects(around.source(), around.clock(), encoding);
    }

    private JobRunner runner(String name, Job job) {
        return new JobRunner(name, job, around.clock(), System::nanoTime);
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
        Duration reading = reader.busyFor();
        Duration planning = planner.busyFor();
        return reading.compareTo(planning) > 0 ? reading : planning;
    }

    @Override
    public List<Check> liveness() {
        return List.of(
                WorkerHealth.liveness(reader, leading, around.health()),
                WorkerHealth.liveness(planner, leading, around.health()));
    }

    @Override
    public void close() {
        if (leading) {
            planner.close();
            reader.close();
        }
    }
}
