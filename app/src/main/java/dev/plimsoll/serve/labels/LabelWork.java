package dev.plimsoll.serve;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import dev.plimsoll.kubernetes.write.KubernetesLabelWrites;
import dev.plimsoll.operator.labels.LabelJob;
import dev.plimsoll.operator.labels.LabelReconciler;
import dev.plimsoll.operator.leadership.FencedLabelWrites;
import dev.plimsoll.operator.leadership.WriteGate;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.operator.run.JobRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * The label job for one term: its stores and feeds, its queue, and its worker if this process
 * leads. A new term begins with new ones, for what a follower has seen may be older than the last
 * leader's last write.
 */
final class LabelWork implements AutoCloseable {

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    /**
     * For how long a write whose answer was lost may still arrive: the server is told to give it up
     * after the write deadline, and the same again is for clocks and for what is on its way.
     */
    private static final Duration LOST_WRITE = Leadership.TIMES.writeDeadline().multipliedBy(3);

    private final NodeStore nodes = new NodeStore();
    private final LabelPolicyStore policies = new LabelPolicyStore();
    private final Feed<Node> nodeFeed;
    private final Feed<LabelPolicy> policyFeed;
    private final WorkQueue<String> queue;
    private final JobRunner worker;
    private final HealthLimits health;
    private final boolean leading;

    /** What stays from term to term. */
    record Surroundings(
            Cluster cluster,
            FeedSettings feeds,
            Journal journal,
            LabelMeters meters,
            WriteBudget budget,
            WriteGate gate,
            HealthLimits health,
            Clock clock,
            SplittableGenerator random) {}

    private LabelWork(Surroundings around, boolean leading) {
        this.leading = leading;
        health = around.health;
        Clock clock = around.clock;
        queue =
                new WorkQueue<>(
                        clock,
                        System::nanoTime,
                        new Backoff(FIRST_RETRY, LAST_RETRY, around.random.split()));
        LabelReconciler reconciler =
                new LabelReconciler(
                        nodes,
                        policies,
                        new FencedLabelWrites(
                                new KubernetesLabelWrites(around.cluster, nodes, policies, clock),
                                around.gate),
                        around.journal,
                        around.meters,
                        around.budget,
                        clock,
                        LOST_WRITE);
        LabelJob job = new LabelJob(policies, queue, reconciler);
        worker = new JobRunner("labels", job, clock, System::nanoTime);
        if (leading) {
            nodes.store().listen(job::nodeChanged);
            policies.store().listen(job::policyChanged);
        }
        nodeFeed =
                Feed.start(
                        around.cluster, nodes.store(), around.feeds, clock, around.random.split());
        policyFeed =
                Feed.start(
                        around.cluster,
                        policies.store(),
                        around.feeds,
                        clock,
                        around.random.split());
    }

    /** Looks on, so that what is missing is known before this process ever leads. */
    static LabelWork observing(Surroundings around) {
        return new LabelWork(around, false);
    }

    static LabelWork leading(Surroundings around) {
        LabelWork work = new LabelWork(around, true);
        work.worker.start();
        return work;
    }

    FeedStatus nodeFeed() {
        return nodeFeed.status();
    }

    FeedStatus policyFeed() {
        return policyFeed.status();
    }

    WorkQueue<String> queue() {
        return queue;
    }

    /** For how long the worker's current step has been going on. */
    Duration busyFor() {
        return worker.busyFor();
    }

    List<Check> readiness() {
        return List.of(
                FeedHealth.readiness(nodeFeed.status(), health),
                FeedHealth.readiness(policyFeed.status(), health));
    }

    List<Check> liveness() {
        return List.of(
                FeedHealth.liveness(nodeFeed.status(), health),
                FeedHealth.liveness(policyFeed.status(), health),
                WorkerHealth.liveness(worker, leading, health));
    }

    /**
     * Ends the worker after its step, then the feeds; an unfinished plan is taken up by the next.
     */
    @Override
    public void close() {
        if (leading) {
            worker.close();
        }
        nodeFeed.close();
        policyFeed.close();
        nodes.store().close();
        policies.store().close();
    }
}
