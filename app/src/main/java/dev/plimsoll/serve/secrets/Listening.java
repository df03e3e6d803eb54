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
import dev.plimsoll.operator.secrets.RefreshTeller;
import dev.plimsoll.operator.secrets.ToldJob;
import dev.plimsoll.serve.job.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done for one SecretRefresh, under one spec: a receiver, a job and a worker. */
final class Listening implements AutoCloseable {

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final Duration FIRST_PAGE_RETRY = Duration.ofSeconds(1);

    /** Writes side by side: one after the other, each waits for the answer to the one before. */
    private static final int WORKERS = 4;

    /** So many changes on their way are enough: the others wait in the queue. */
    private static final int MOST_UNDER_WAY = 500;

    private final RefreshJob job;
    private final SqsReceiver receiver;
    private final List<JobRunner> workers = new ArrayList<>();
    private final Optional<SsmParameters> parameters;

    Listening(
            SecretRefresh refresh,
            RefreshSpec spec,
            QueueAddress address,
            SecretView view,
            SecretRefreshView refreshes,
            FencedSecretWrites writes,
            RefreshMeters meters,
            Surroundings around) {
        RefreshTeller teller =
                new RefreshTeller(
                        refresh,
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
        for (int worker = 2; worker <= WORKERS; worker++) {
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

    private RefreshJob job() {
        return job;
    }

    int underWay() {
        return job.underWay();
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

    /** Receives nothing more, ends the work after its step, and answers what was dealt with. */
    @Override
    public void close() {
        workers.forEach(JobRunner::close);
        receiver.close();
        parameters.ifPresent(SsmParameters::close);
    }
}
