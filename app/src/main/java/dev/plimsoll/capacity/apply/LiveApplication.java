package dev.plimsoll.capacity.apply;

import dev.plimsoll.capacity.apply.PlanApplication.Outcome;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.FleetSource;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import dev.plimsoll.kubernetes.write.KubernetesNodeDrainWrites;
import dev.plimsoll.shell.CommandFailure;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;

/** Carries a plan out on a cluster. */
public final class LiveApplication {

    private static final long BETWEEN_ASKS_MILLIS = 50;

    private LiveApplication() {}

    /**
     * Goes on until the end.
     *
     * @throws CommandFailure where the cluster or its NodeDrains cannot be reached at first
     */
    public static Outcome run(
            ConsolidationSpec spec,
            ClusterSource source,
            FleetSource fleets,
            Consumer<String> progress,
            Clock clock) {
        NodeDrainStore drains = new NodeDrainStore();
        try (Cluster cluster = new Cluster(source, Deadlines.STANDARD);
                Store<NodeDrain> store = drains.store();
                Feed<NodeDrain> feed =
                        Feed.start(
                                cluster,
                                store,
                                FeedSettings.STANDARD,
                                clock,
                                SplittableGenerator.of("L64X128MixRandom"))) {
            PlanApplication application =
                    new PlanApplication(
                            spec,
                            drains,
                            new KubernetesNodeDrainWrites(cluster, drains, clock),
                            fleets,
                            progress,
                            clock);
            store.listen(application::drainChanged);
            awaitList(feed);
            return application.run();
        } catch (ApiException e) {
            throw new CommandFailure(e.problem().sentence(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    "the command was interrupted; drains that were ordered go on.", e);
        }
    }

    private static void awaitList(Feed<NodeDrain> feed) throws InterruptedException {
        FeedStatus status = feed.status();
        while (!status.synced()) {
            Optional<AccessProblem> problem = status.problem();
            if (problem.isPresent()) {
                throw new CommandFailure(problem.get().sentence());
            }
            Thread.sleep(BETWEEN_ASKS_MILLIS);
            status = feed.status();
        }
    }
}
