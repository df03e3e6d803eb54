package dev.plimsoll.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.operator.run.Job;
import dev.plimsoll.operator.run.JobRunner;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.FeedHealth;
import dev.plimsoll.serve.job.HealthLimits;
import dev.plimsoll.serve.job.WorkerHealth;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Liveness turns red for what only a restart can mend, at a pace that a test can wait for. */
@RealCluster
class WedgedIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(15);
    private static final HealthLimits LIMITS =
            new HealthLimits(Duration.ofSeconds(10), LONGEST_STEP, LONGEST_STEP);

    /** Well below the limit: a watch on which nothing happens is renewed every two seconds. */
    private static final Deadlines BRISK =
            new Deadlines(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5));

    private final CountDownLatch released = new CountDownLatch(1);
    private final Cluster cluster;

    WedgedIT(ControlPlane controlPlane) throws ApiException {
        cluster =
                new Cluster(
                        new ClusterSource.Kubeconfig(controlPlane.kubeconfig(), Optional.empty()),
                        BRISK);
    }

    @AfterEach
    void release() {
        released.countDown();
        cluster.close();
    }

    @Test
    void aFeedThatIsStuckInItsOwnCodeIsNotLive() {
        // Given
        try (Store<String> wedgedStore = new Store<>(namespaces(true));
                Store<String> soundStore = new Store<>(namespaces(false));
                Feed<String> sound = feed(soundStore)) {

            // When
            Feed<String> wedged = feed(wedgedStore);

            // Then
            awaitRed(() -> FeedHealth.liveness(wedged.status(), LIMITS));
            assertThat(FeedHealth.liveness(sound.status(), LIMITS))
                    .extracting(Check::well)
                    .isEqualTo(true);
            released.countDown();
            wedged.close();
        }
    }

    @Test
    void aListenerThatNeverReturnsMakesItsFeedNotLive() {
        // Given
        try (Store<String> store = new Store<>(namespaces(false));
                Feed<String> feed = feed(store)) {

            // When
            store.listen((_, _) -> stuck());

            // Then
            awaitRed(() -> FeedHealth.liveness(feed.status(), LIMITS));
            released.countDown();
        }
    }

    @Test
    void aWorkerThatIsStuckInAStepIsNotLive() {
        // Given
        try (JobRunner idle = runner(() -> false);
                JobRunner wedged =
                        runner(() -> {
                            stuck();
                            return true;
                        })) {
            idle.start();

            // When
            wedged.start();

            // Then
            awaitRed(() -> WorkerHealth.liveness(wedged, true, LIMITS));
            assertThat(WorkerHealth.liveness(idle, true, LIMITS))
                    .extracting(Check::well)
                    .isEqualTo(true);
            released.countDown();
        }
    }

    private static void awaitRed(Supplier<Check> check) {
        assertThat(check.get().well()).as("well at first").isTrue();
        Awaitility.await().atMost(PATIENCE).until(() -> !check.get().well());
    }

    private Feed<String> feed(Store<String> store) {
        FeedSettings usual = FeedSettings.STANDARD;
        return Feed.start(
                cluster, store, usual, InstantSource.system(), RandomGenerator.getDefault());
    }

    private ResourceType<String> namespaces(boolean wedged) {
        return new ResourceType<>(
                "namespaces",
                "/api/v1/namespaces",
                parser -> {
                    if (wedged) {
                        stuck();
                    }
                    parser.skipChildren();
                    return "one";
                },
                name -> name,
                name -> name,
                _ -> "",
                String::equals);
    }

    private void stuck() {
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                // What is wedged does not listen.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static JobRunner runner(Supplier<Boolean> step) {
        Job job =
                new Job() {
                    @Override
                    public boolean step() {
                        return step.get();
                    }

                    @Override
                    public Optional<Instant> nextDue() {
                        return Optional.empty();
                    }

                    @Override
                    public void awaitChange(Duration atMost) throws InterruptedException {
                        Thread.sleep(atMost);
                    }
                };
        return new JobRunner("test", job, Clock.systemUTC(), System::nanoTime);
    }
}
