package dev.plimsoll.serve.drainpolicy;

import dev.plimsoll.core.port.NoticeBoard;
import dev.plimsoll.integrations.notices.Notices;
import dev.plimsoll.kubernetes.drainpolicies.DrainPolicyStore;
import dev.plimsoll.kubernetes.drainpolicies.WatchedNodeStore;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import dev.plimsoll.kubernetes.write.KubernetesDrainPolicyWrites;
import dev.plimsoll.kubernetes.write.KubernetesNodeDrainWrites;
import dev.plimsoll.operator.drainpolicy.DrainPolicyJob;
import dev.plimsoll.operator.drainpolicy.DrainPolicyReconciler;
import dev.plimsoll.operator.drainpolicy.DrainPolicyTeller;
import dev.plimsoll.operator.leadership.FencedDrainPolicyWrites;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.QueueWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Follows drain policies: it orders drains, and evicts nobody. */
public final class DrainPolicyOperatorJob implements OperatorJob {

    private static final String NAME = "drainpolicy";
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final Surroundings around;
    private final DrainPolicyMetrics meters;
    private final Map<String, String> environment;
    private final NoticeBoard board;

    public DrainPolicyOperatorJob(Surroundings around, Map<String, String> environment) {
        this.around = around;
        this.environment = Map.copyOf(environment);
        meters = new DrainPolicyMetrics(around.registry());
        board =
                new Notices(
                        SecretFolder.of(environment)::path,
                        (channel, fate) ->
                                around.registry()
                                        .counter(
                                                "plimsoll.notices",
                                                "channel",
                                                channel,
                                                "fate",
                                                fate.name().toLowerCase(Locale.ROOT))
                                        .increment());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("nodedrainpolicies", "nodedrains", "nodehealth");
    }

    @Override
    public JobWork begin(Watches watches, boolean leading) {
        DrainPolicyStore policies = new DrainPolicyStore();
        WatchedNodeStore nodes = new WatchedNodeStore();
        NodeDrainStore drains = watches.drains();
        PolicySources sources =
                new PolicySources(
                        around.source(), environment, SecretFolder.of(environment), around.clock());
        WorkQueue<String> queue = around.queue(FIRST_RETRY, LAST_RETRY);
        DrainPolicyJob job =
                new DrainPolicyJob(policies, queue, reconciler(policies, nodes, drains, sources));
        if (leading) {
            policies.store().listen(job::policyChanged);
            drains.store().listen(job::drainChanged);
        }
        var _ = watches.feed(policies.store());
        var _ = watches.feed(nodes.store());
        return QueueWork.begin(
                queue, List.of(around.worker(NAME, job)), around.health(), leading, sources::close);
    }

    private DrainPolicyReconciler reconciler(
            DrainPolicyStore policies,
            WatchedNodeStore nodes,
            NodeDrainStore drains,
            PolicySources sources) {
        FencedDrainPolicyWrites writes =
                new FencedDrainPolicyWrites(
                        new KubernetesDrainPolicyWrites(around.cluster(), policies, around.clock()),
                        new KubernetesNodeDrainWrites(around.cluster(), drains, around.clock()),
                        around.gate());
        return new DrainPolicyReconciler(
                policies,
                nodes,
                drains,
                writes,
                writes,
                sources,
                new DrainPolicyTeller(around.journal(), board, around.clock()),
                meters,
                around.clock(),
                DrainPolicyReconciler.EVERY);
    }
}
