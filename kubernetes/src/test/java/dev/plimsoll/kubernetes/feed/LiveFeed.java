package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/** A feed from a real API server, and what a listener believes because of it. */
final class LiveFeed<T> implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** As short as a real server's bookmarks allow, or shorter: then it lists more often. */
    static final Deadlines BRISK =
            new Deadlines(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(10));

    static final FeedSettings BRISK_SETTINGS =
            new FeedSettings(
                    100,
                    Duration.ofSeconds(4),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    3);

    private final Cluster cluster;
    private final Store<T> store;
    private final Feed<T> feed;
    private final Map<String, T> told = new ConcurrentHashMap<>();

    LiveFeed(Path kubeconfig, ResourceType<T> type, Deadlines deadlines, FeedSettings settings)
            throws ApiException {
        cluster =
                new Cluster(new ClusterSource.Kubeconfig(kubeconfig, Optional.empty()), deadlines);
        store = new Store<>(type);
        store.listen((before, after) -> {
            if (after != null) {
                told.put(type.key().apply(after), after);
            } else if (before != null) {
                told.remove(type.key().apply(before));
            }
        });
        feed =
                Feed.start(
                        cluster,
                        store,
                        settings,
                        InstantSource.system(),
                        RandomGenerator.getDefault());
    }

    FeedStatus status() {
        return feed.status();
    }

    Store<T> store() {
        return store;
    }

    Cluster cluster() {
        return cluster;
    }

    void await(Predicate<FeedStatus> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(feed.status()).matches(condition));
    }

    /** Waits until store and listener agree with a fresh list by another client. */
    void awaitSameNodes(ControlPlane controlPlane) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Map<String, String> fresh = new TreeMap<>();
                    for (Node node : controlPlane.client().nodes().list().getItems()) {
                        fresh.put(name(node), node.getMetadata().getResourceVersion());
                    }
                    assertThat(versions(store.all())).isEqualTo(fresh);
                    assertThat(told.keySet()).isEqualTo(fresh.keySet());
                });
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private Map<String, String> versions(Iterable<T> objects) {
        Map<String, String> versions = new TreeMap<>();
        objects.forEach(object ->
                versions.put(
                        store.type().key().apply(object),
                        store.type().resourceVersion().apply(object)));
        return versions;
    }

    @Override
    public void close() {
        feed.close();
        store.close();
        cluster.close();
    }
}
