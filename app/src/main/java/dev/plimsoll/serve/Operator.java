package dev.plimsoll.serve;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import dev.plimsoll.kubernetes.write.EventJournal;
import dev.plimsoll.kubernetes.write.KubernetesLabelWrites;
import dev.plimsoll.operator.labels.LabelJob;
import dev.plimsoll.operator.labels.LabelReconciler;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.operator.run.JobRunner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Runs the label job on a cluster: feeds, queue, worker, probes and metrics. It waits for a cluster
 * that is not there, or not permitted, for as long as it takes, and says so in its readiness.
 */
public final class Operator implements AutoCloseable {

    private static final int WAITING_EVENTS = 1000;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_WORK = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final EventJournal journal;
    private final NodeStore nodes = new NodeStore();
    private final LabelPolicyStore policies = new LabelPolicyStore();
    private final Feed<Node> nodeFeed;
    private final Feed<LabelPolicy> policyFeed;
    private final WorkQueue<String> queue;
    private final JobRunner worker;
    private final HttpEndpoints endpoints;
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private Operator(OperatorSettings settings, Clock clock) throws ApiException, IOException {
        SplittableGenerator random = SplittableGenerator.of("L64X128MixRandom");
        cluster = new Cluster(settings.cluster(), settings.deadlines());
        journal = new EventJournal(cluster, settings.instance(), clock, WAITING_EVENTS);
        queue = new WorkQueue<>(clock, new Backoff(FIRST_RETRY, LAST_RETRY, random.split()));
        LabelReconciler reconciler =
                new LabelReconciler(
                        nodes,
                        policies,
                        new KubernetesLabelWrites(cluster, nodes, policies, clock),
                        journal,
                        new LabelMetrics(registry),
                        new WriteBudget(
                                clock, settings.writesPerSecond(), 2 * settings.writesPerSecond()),
                        clock);
        LabelJob job = new LabelJob(policies, queue, reconciler);
        worker = new JobRunner("labels", job, clock, System::nanoTime);
        nodes.store().listen(job::nodeChanged);
        policies.store().listen(job::policyChanged);
        nodeFeed = feed(settings, nodes.store(), clock, random.split());
        policyFeed = feed(settings, policies.store(), clock, random.split());
        publish();
        endpoints =
                new HttpEndpoints(settings.port(), this::liveness, this::readiness, this::metrics);
        worker.start();
    }

    /**
     * Starts an operator.
     *
     * @throws ApiException when there is no usable configuration; an API server that does not
     *     answer is waited for
     * @throws IOException when the port of the probes cannot be listened on
     */
    public static Operator start(OperatorSettings settings, Clock clock)
            throws ApiException, IOException {
        return new Operator(settings, clock);
    }

    /** The port on which the probes and metrics are served. */
    public int port() {
        return endpoints.port();
    }

    /** Host and port of the API server. */
    public String server() {
        return cluster.server();
    }

    /** What {@code /metrics} serves. */
    public String metrics() {
        return registry.scrape();
    }

    List<Check> readiness() {
        return List.of(
                FeedHealth.readiness(nodeFeed.status()), FeedHealth.readiness(policyFeed.status()));
    }

    List<Check> liveness() {
        Duration busy = worker.busyFor();
        return List.of(
                FeedHealth.liveness(nodeFeed.status()),
                FeedHealth.liveness(policyFeed.status()),
                new Check(
                        "worker " + worker.name(),
                        worker.alive() && busy.compareTo(LONGEST_WORK) < 0,
                        worker.alive()
                                ? "Its step has been going on for %d s.".formatted(busy.toSeconds())
                                : "It has ended."));
    }

    private <T> Feed<T> feed(
            OperatorSettings settings, Store<T> store, Clock clock, RandomGenerator random) {
        return Feed.start(cluster, store, settings.feeds(), clock, random);
    }

    private void publish() {
        FeedMetrics feeds = new FeedMetrics(registry);
        feeds.publish(nodeFeed);
        feeds.publish(policyFeed);
        Gauge.builder("plimsoll.queue.depth", queue, WorkQueue::depth)
                .tag("job", worker.name())
                .register(registry);
        Gauge.builder("plimsoll.queue.age.seconds", queue, q -> q.age().toMillis() / 1000.0)
                .tag("job", worker.name())
                .register(registry);
        Gauge.builder("plimsoll.worker.busy.seconds", worker, w -> w.busyFor().toMillis() / 1000.0)
                .tag("job", worker.name())
                .register(registry);
    }

    /**
     * Ends the worker after its step, then the feeds; an unfinished plan is taken up by the next.
     */
    @Override
    public void close() {
        worker.close();
        nodeFeed.close();
        policyFeed.close();
        endpoints.close();
        journal.close();
        cluster.close();
    }
}
