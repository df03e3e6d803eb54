package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.canary.Canary;
import dev.plimsoll.kubernetes.canary.CanaryStatus;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.write.EventJournal;
import dev.plimsoll.operator.leadership.FencedJournal;
import dev.plimsoll.operator.leadership.LeadershipListener;
import dev.plimsoll.operator.leadership.LeaseFence;
import dev.plimsoll.operator.leadership.WriteGate;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.serve.capacity.CapacityOperatorJob;
import dev.plimsoll.serve.drain.DrainOperatorJob;
import dev.plimsoll.serve.drainpolicy.DrainPolicyOperatorJob;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.HealthLimits;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.labels.LabelOperatorJob;
import dev.plimsoll.serve.secrets.SecretOperatorJob;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on a cluster: election, feeds, workers, probes and metrics. It waits for a cluster that
 * is not there, or not permitted, for as long as it takes, and says so in its readiness.
 */
public final class Operator implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Operator.class.getName());
    private static final int WAITING_EVENTS = 1000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /**
     * For how long a write whose answer was lost may still arrive: the server is told to give it up
     * after the write deadline, and the same again is for clocks and for what is on its way.
     */
    private static final Duration LOST_WRITE = Leadership.TIMES.writeDeadline().multipliedBy(3);

    /** Who gets the lease at once need not look on first. */
    private static final Duration BEFORE_LOOKING_ON = Duration.ofSeconds(1);

    /** The jobs' first lists go before. */
    private static final Duration BEFORE_SINGING = Duration.ofSeconds(2);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Cluster cluster;
    private final EventJournal journal;
    private final Leadership leadership;
    private final Surroundings surroundings;
    private final List<OperatorJob> jobs;
    private final HttpEndpoints endpoints;
    private final OperatorMetrics metrics;

    private final HealthLimits health;

    /** Takes every change of leadership. */
    private final Changes changes = new Changes();

    private final Supplier<Canary> starting;
    private volatile @Nullable Term term;
    private volatile @Nullable Canary canary;

    private Operator(OperatorSettings settings, Clock clock) throws ApiException, IOException {
        SplittableGenerator random = SplittableGenerator.of("L64X128MixRandom");
        LeaseFence fence = new LeaseFence(System::nanoTime, clock, Leadership.TIMES);
        WriteGate gate = new WriteGate(fence, System::nanoTime, Leadership.TIMES);
        cluster =
                new Cluster(
                        settings.cluster(),
                        settings.deadlines().withRequest(Leadership.TIMES.writeDeadline()),
                        fence);
        journal = new EventJournal(cluster, settings.instance(), clock, WAITING_EVENTS, gate);
        health = settings.health();
        surroundings =
                new Surroundings(
                        settings.cluster(),
                        cluster,
                        settings.feeds(),
                        new FencedJournal(journal, fence),
                        registry,
                        new WriteBudget(
                                clock, settings.writesPerSecond(), 2 * settings.writesPerSecond()),
                        gate,
                        LOST_WRITE,
                        settings.health(),
                        clock,
                        random.split());
        jobs = settings.jobs().stream().map(this::job).toList();
        leadership = new Leadership(settings, fence, gate, new Terms(), clock, random.split());
        starting =
                () ->
                        Canary.start(
                                leadership.unfenced(),
                                cluster,
                                settings.leaseNamespace(),
                                leadership.identity(),
                                settings.heartbeat(),
                                settings.feeds(),
                                clock,
                                random.split());
        metrics = new OperatorMetrics(registry);
        metrics.publish(jobs, () -> term, leadership::leads);
        metrics.publish(() -> Optional.ofNullable(canary).map(Canary::status));
        endpoints =
                new HttpEndpoints(settings.port(), this::liveness, this::readiness, this::metrics);
        leadership.start();
        changes.after(BEFORE_LOOKING_ON, this::lookOn);
        changes.after(BEFORE_SINGING, this::sing);
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

    private OperatorJob job(Job job) {
        return switch (job) {
            case LABELS -> new LabelOperatorJob(surroundings);
            case CAPACITY -> new CapacityOperatorJob(surroundings);
            case DRAIN -> new DrainOperatorJob(surroundings);
            case SECRETS -> new SecretOperatorJob(surroundings);
            case DRAINPOLICY -> new DrainPolicyOperatorJob(surroundings, System.getenv());
        };
    }

    List<Check> readiness() {
        Term now = term;
        List<Check> parts =
                now == null
                        ? List.of(new Check("jobs", false, "Nothing has been seen yet."))
                        : now.readiness();
        return all(parts, canary -> CanaryHealth.readiness(canary, health), leadership.readiness());
    }

    List<Check> liveness() {
        Term now = term;
        List<Check> parts = now == null ? List.of() : now.liveness();
        return all(parts, canary -> CanaryHealth.liveness(canary, health), leadership.liveness());
    }

    private List<Check> all(
            List<Check> parts, Function<CanaryStatus, Check> judge, Check election) {
        Stream<Check> heartbeat =
                Optional.ofNullable(canary).map(Canary::status).map(judge).stream();
        return Stream.of(parts.stream(), heartbeat, Stream.of(changes.check(), election))
                .flatMap(Function.identity())
                .toList();
    }

    private final class Terms implements LeadershipListener {
        @Override
        public void started(int number) {
            LOG.log(System.Logger.Level.INFO, "This process leads, in term {0}", number);
            changes.now(() -> replace(true));
        }

        @Override
        public void stopped(String why) {
            LOG.log(System.Logger.Level.INFO, "This process no longer leads: {0}", why);
            changes.now(() -> replace(false));
        }
    }

    private void lookOn() {
        if (term == null) {
            replace(false);
        }
    }

    private void sing() {
        canary = starting.get();
    }

    private void replace(boolean leading) {
        Term former = term;
        if (former != null) {
            former.close();
        }
        term = new Term(surroundings, jobs, leading);
    }

    /** A server that does not answer must not keep the lease from the next process. */
    private void conclude() {
        Term now = term;
        if (now == null || !leadership.leads()) {
            return;
        }
        try {
            boolean _ = Thread.ofVirtual().start(now::conclude).join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the lease back, then ends the worker after its step, and everything else. */
    @Override
    public void close() {
        conclude();
        leadership.close();
        changes.close();
        Term last = term;
        if (last != null) {
            last.close();
        }
        Canary singing = canary;
        if (singing != null) {
            singing.close();
        }
        endpoints.close();
        journal.close();
        cluster.close();
    }
}
