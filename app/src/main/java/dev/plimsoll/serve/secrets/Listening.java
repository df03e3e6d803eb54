package dev.plimsoll.serve.secrets;

import dev.plimsoll.aws.events.BareName;
import dev.plimsoll.aws.events.EventReader;
import dev.plimsoll.aws.queue.QueueAddress;
import dev.plimsoll.aws.queue.SqsReceiver;
import dev.plimsoll.aws.queue.SsmParameters;
import dev.plimsoll.core.port.QueueStatus;
import dev.plimsoll.core.port.RefreshMeters;
import dev.plimsoll.core.port.SecretRefreshView;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.kubernetes.api.SecretRefreshReader;
import dev.plimsoll.operator.leadership.FencedSecretWrites;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.operator.run.JobRunner;
import dev.plimsoll.operator.secrets.CatchUp;
import dev.plimsoll.operator.secrets.RefreshJob;
import dev.plimsoll.operator.secrets.RefreshTally;
import dev.plimsoll.operator.secrets.RefreshTeller;
import dev.plimsoll.operator.secrets.ToldJob;
import dev.plimsoll.serve.job.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What is done for one SecretRefresh, under one spec: a receiver, a job and a worker. */
final class Listening implements AutoCloseable {

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final Duration FIRST_PAGE_RETRY = Duration.ofSeconds(1);

    /**
     * Touches a second for each worker, which waits for each answer: so that the burst, twice the
     * rate, is out within a second with answers after 50 ms.
     */
    private static final int TOUCHES_PER_WORKER = 10;

    private static final int FEWEST_WORKERS = 4;

    /** So many writes at once are enough for any API server. */
    private static final int MOST_WORKERS = 32;

    /** So many changes on their way are enough: the others wait in the queue. */
    private static final int MOST_UNDER_WAY = 500;

    private final RefreshJob job;
    private final RefreshTeller teller;
    private final SqsReceiver receiver;
    private final List<JobRunner> workers = new ArrayList<>();
    private final Optional<SsmParameters> parameters;

    Listening(
            SecretRefresh refresh,
            RefreshTally tally,
            RefreshSpec spec,
            QueueAddress address,
            SecretView view,
            SecretRefreshView refreshes,
            FencedSecretWrites writes,
            RefreshMeters meters,
            Surroundings around) {
        teller =
                new RefreshTeller(
                        refresh,
                        tally,
                        SecretRefreshReader.API_VERSION,
                        refreshes,
                        writes,
                        this::queue,
                        around.journal(),
                        meters,
                        around.clock());
        EventReader reader = new EventReader(spec.nameAt().map(BareName::at));
        receiver =
                new SqsReceiver(
                        address,
                        () -> view.ready() && underWay() < MOST_UNDER_WAY,
                        message -> job().received(message, reader.read(message.body())),
                        around.random().split());
        job =
                new RefreshJob(
                        view,
                        writes,
                        receiver,
                        spec,
                        teller,
                        around.clock(),
                        new WriteBudget(
                                around.clock(),
                                spec.touchesPerSecond(),
                                2 * spec.touchesPerSecond()),
                        new Backoff(FIRST_RETRY, LAST_RETRY, around.random().split()),
                        around.random().split());
        String name = SecretOperatorJob.NAME + " " + refresh.name();
        workers.add(
                new JobRunner(name, new ToldJob(job, teller), around.clock(), System::nanoTime));
        for (int worker = 2; worker <= workers(spec.touchesPerSecond()); worker++) {
            workers.add(new JobRunner(name + " " + worker, job, around.clock(), System::nanoTime));
        }
        parameters =
                spec.catchUp()
                        ? Optional.of(new SsmParameters(address.region()))
                        : Optional.empty();
        parameters.ifPresent(catalogue ->
                workers.add(
                        new JobRunner(
                                name + " catch-up",
                                new CatchUp(
                                        catalogue,
                                        view,
                                        job,
                                        address.account(),
                                        address.region(),
                                        around.clock(),
                                        new Backoff(
                                                FIRST_PAGE_RETRY,
                                                LAST_RETRY,
                                                around.random().split())),
                                around.clock(),
                                System::nanoTime)));
    }

    void start() {
        workers.forEach(JobRunner::start);
        receiver.start();
    }

    /** How many workers a rate takes. */
    static int workers(int touchesPerSecond) {
        return Math.clamp(touchesPerSecond / TOUCHES_PER_WORKER, FEWEST_WORKERS, MOST_WORKERS);
    }

    private RefreshJob job() {
        return job;
    }

    int underWay() {
        return job.underWay();
    }

    /** For how long the oldest change has been on its way. */
    Duration oldest() {
        return job.oldest();
    }

    QueueStatus queue() {
        return receiver.status();
    }

    List<JobRunner> workers() {
        return workers;
    }

    void useChanged(@Nullable SecretUse before, @Nullable SecretUse after) {
        if (after != null) {
            job.seen(after);
        } else if (before != null) {
            job.gone(before.user());
        }
    }

    /** Has the status say what was done so far. */
    void conclude() {
        teller.conclude();
    }

    /** Receives nothing more, ends the work after its step, and answers what was dealt with. */
    @Override
    public void close() {
        try (ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor()) {
            workers.forEach(worker -> ends.execute(worker::close));
        }
        receiver.close();
        conclude();
        parameters.ifPresent(SsmParameters::close);
    }
}
