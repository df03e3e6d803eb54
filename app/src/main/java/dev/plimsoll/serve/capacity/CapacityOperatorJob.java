package dev.plimsoll.serve.capacity;

import dev.plimsoll.capacity.ClusterFleet;
import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.core.port.ConsolidationMeters;
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
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.run.PeriodicJob;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.QueueWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Publishes what the fleet carries, and follows the ConsolidationPolicies. */
public final class CapacityOperatorJob implements OperatorJob {

    private static final String NAME = "capacity";

    /** Reading 55,000 pods costs the API server about a second of CPU. */
    private static final Duration BETWEEN_READS = Duration.ofMinutes(2);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final Surroundings around;
    private final PriceBook prices;
    private final CapacityMetrics metrics;
    private final ConsolidationMeters consolidation;

    public CapacityOperatorJob(Surroundings around) {
        this.around = around;
        prices = PriceBook.open(Optional.empty());
        metrics = new CapacityMetrics(around.registry(), prices, around.clock());
        consolidation = new ConsolidationMetrics(around.registry());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> resources() {
        return List.of("consolidationpolicies", "nodedrains");
    }

    /** Only who leads reads the fleet, for that is the dear part. */
    @Override
    public JobWork begin(Watches watches, boolean leading) {
        ConsolidationPolicyStore policies = new ConsolidationPolicyStore();
        NodeDrainStore drains = watches.drains();
        WorkQueue<String> queue = around.queue(FIRST_RETRY, LAST_RETRY);
        ConsolidationJob planning =
                new ConsolidationJob(policies, queue, reconciler(policies, drains));
        if (leading) {
            policies.store().listen(planning::policyChanged);
            drains.store().listen(planning::drainChanged);
        }
        var _ = watches.feed(policies.store());
        return QueueWork.begin(
                queue,
                List.of(around.worker(NAME, reading()), around.worker("consolidation", planning)),
                around.health(),
                leading);
    }

    private PeriodicJob reading() {
        return new PeriodicJob(
                new FleetGauge(objects(Encoding.PROTOBUF), metrics, around.clock()),
                BETWEEN_READS,
                around.clock(),
                around.random().split());
    }

    private ConsolidationReconciler reconciler(
            ConsolidationPolicyStore policies, NodeDrainStore drains) {
        KubernetesNodeDrainWrites orders =
                new KubernetesNodeDrainWrites(around.cluster(), drains, around.clock());
        ConsolidationWrites statuses =
                new KubernetesConsolidationWrites(around.cluster(), policies, around.clock());
        return new ConsolidationReconciler(
                policies,
                drains,
                new ClusterFleet(objects(Encoding.JSON), prices),
                new FencedNodeDrainWrites(orders, orders, around.gate()),
                (policy, status) -> around.gate().pass(() -> statuses.writeStatus(policy, status)),
                new ConsolidationTeller(around.journal()),
                consolidation,
                around.clock(),
                around.lostWrite());
    }

    private ObjectSource objects(Encoding encoding) {
        return new ClusterObjects(around.source(), around.clock(), encoding);
    }
}
