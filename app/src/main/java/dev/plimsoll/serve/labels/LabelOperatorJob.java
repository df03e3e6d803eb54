package dev.plimsoll.serve.labels;

import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import dev.plimsoll.kubernetes.write.KubernetesLabelWrites;
import dev.plimsoll.operator.labels.LabelJob;
import dev.plimsoll.operator.labels.LabelReconciler;
import dev.plimsoll.operator.leadership.FencedLabelWrites;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.QueueWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.time.Duration;
import java.util.List;

/** Keeps labels on nodes as their policies say. */
public final class LabelOperatorJob implements OperatorJob {

    private static final String NAME = "labels";
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final Surroundings around;
    private final LabelMeters meters;

    public LabelOperatorJob(Surroundings around) {
        this.around = around;
        meters = new LabelMetrics(around.registry());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("nodes", "nodelabelpolicies");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        NodeStore nodes = watches.nodes();
        LabelPolicyStore policies = new LabelPolicyStore();
        WorkQueue<String> queue = around.queue(FIRST_RETRY, LAST_RETRY);
        LabelJob job = new LabelJob(policies, queue, reconciler(nodes, policies));
        if (leading) {
            nodes.store().listen(job::nodeChanged);
            policies.store().listen(job::policyChanged);
        }
        var _ = watches.feed(policies.store());
        return QueueWork.begin(queue, List.of(around.worker(NAME, job)), around.health(), leading);
    }

    private LabelReconciler reconciler(NodeStore nodes, LabelPolicyStore policies) {
        return new LabelReconciler(
                nodes,
                policies,
                new FencedLabelWrites(
                        new KubernetesLabelWrites(
                                around.cluster(), nodes, policies, around.clock()),
                        around.gate()),
                around.journal(),
                meters,
                around.budget(),
                around.clock(),
                System::nanoTime,
                around.lostWrite());
    }
}
