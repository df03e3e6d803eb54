package dev.plimsoll.serve.drain;

import dev.plimsoll.aws.instances.AwsInstanceEnds;
import dev.plimsoll.aws.instances.RegionalClients;
import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.drain.EvictionTurns;
import dev.plimsoll.kubernetes.drain.KubernetesDrainWorld;
import dev.plimsoll.kubernetes.drain.KubernetesNodeEnds;
import dev.plimsoll.kubernetes.drain.PodAlarms;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import dev.plimsoll.kubernetes.write.KubernetesNodeDrainWrites;
import dev.plimsoll.operator.leadership.FencedDrainWorld;
import dev.plimsoll.operator.leadership.FencedEnds;
import dev.plimsoll.operator.leadership.FencedNodeDrainWrites;
import dev.plimsoll.operator.nodedrain.DrainJob;
import dev.plimsoll.operator.nodedrain.DrainReconciler;
import dev.plimsoll.operator.nodedrain.DrainSenses;
import dev.plimsoll.operator.nodedrain.Ends;
import dev.plimsoll.operator.nodedrain.History;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.QueueWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Drives NodeDrains to their ends. */
public final class DrainOperatorJob implements OperatorJob {

    private static final String NAME = "drain";

    /** A server that keeps one drain waiting is not to hold up the others. */
    private static final int WORKERS = 4;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    private final Surroundings around;
    private final DrainMetrics meters;

    /** Asks nobody for credentials before an instance is to end. */
    private final InstanceEnds instances;

    public DrainOperatorJob(Surroundings around) {
        this.around = around;
        meters = new DrainMetrics(around.registry());
        instances = new AwsInstanceEnds(RegionalClients::new, around.gate()::open);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("nodedrains");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        NodeDrainStore drains = watches.drains();
        WorkQueue<String> queue = around.queue(FIRST_RETRY, LAST_RETRY);
        PodAlarms alarms = new PodAlarms(around.cluster(), around.clock(), around.random().split());
        DrainJob job = new DrainJob(drains, queue, reconciler(drains, queue, alarms));
        meters.show(drains);
        if (leading) {
            drains.store().listen(job::drainChanged);
        }
        return QueueWork.begin(
                queue,
                IntStream.rangeClosed(1, WORKERS)
                        .mapToObj(number -> around.worker(NAME + " " + number, job))
                        .toList(),
                around.health(),
                leading,
                alarms::close);
    }

    private DrainReconciler reconciler(
            NodeDrainStore drains, WorkQueue<String> queue, PodAlarms alarms) {
        Cluster cluster = around.cluster();
        KubernetesNodeDrainWrites writes =
                new KubernetesNodeDrainWrites(cluster, drains, around.clock());
        EvictionTurns turns = new EvictionTurns();
        Random random = new Random(around.random().nextLong());
        FencedEnds ends = new FencedEnds(new KubernetesNodeEnds(cluster), instances, around.gate());
        return new DrainReconciler(
                drains,
                new FencedNodeDrainWrites(writes, writes, around.gate()),
                new DrainSenses(
                        drain ->
                                new FencedDrainWorld(
                                        new KubernetesDrainWorld(
                                                cluster,
                                                "nodedrain/" + drain.name(),
                                                turns,
                                                random),
                                        around.gate()),
                        drain -> alarms.alarm(() -> queue.add(drain.name()))),
                new Ends(ends, ends),
                meters,
                around.journal(),
                History.STANDARD,
                around.clock());
    }
}
