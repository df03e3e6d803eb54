package dev.plimsoll.benchmarks.faults;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * Plimsoll's feed with the deadlines of production. It has noticed a fault when it counts the end
 * of one more stream or request.
 */
final class FeedSubject implements Subject {

    private static final long LOOK_MILLIS = 10;

    /** Small pages, so that there is more than one. */
    private static final FeedSettings SETTINGS =
            new FeedSettings(
                    10,
                    FeedSettings.STANDARD.auditEvery(),
                    FeedSettings.STANDARD.backoffFirst(),
                    FeedSettings.STANDARD.backoffCap(),
                    FeedSettings.STANDARD.longestRetryAfter(),
                    FeedSettings.STANDARD.fruitlessWatches());

    private final Cluster cluster;
    private final Store<Item> store;
    private final Feed<Item> feed;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<Long> signs = new CopyOnWriteArrayList<>();
    private final Thread looking;
    private volatile long ignored;

    private record Item(String name, String uid, String version) {}

    FeedSubject(Stage stage) {
        try {
            cluster =
                    new Cluster(
                            new ClusterSource.Kubeconfig(stage.kubeconfig(), Optional.empty()),
                            Deadlines.STANDARD);
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
        store = new Store<>(type(stage.namespace()));
        store.listen((before, after) -> {
            if (after != null) {
                told.put(after.name(), after.version());
            } else if (before != null) {
                told.remove(before.name());
            }
        });
        feed =
                Feed.start(
                        cluster,
                        store,
                        SETTINGS,
                        InstantSource.system(),
                        RandomGenerator.getDefault());
        looking = Thread.ofVirtual().name("looking").start(this::look);
    }

    private static ResourceType<Item> type(String namespace) {
        return new ResourceType<>(
                "configmaps in " + namespace,
                "/api/v1/namespaces/" + namespace + "/configmaps",
                FeedSubject::read,
                Item::name,
                Item::uid,
                Item::version,
                Item::equals);
    }

    private static Item read(JsonParser parser) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        JsonFields.each(
                parser,
                (name, value) -> {
                    if (name.equals("metadata")) {
                        JsonFields.each(
                                value, (field, text) -> fields.put(field, JsonFields.text(text)));
                    } else {
                        value.skipChildren();
                    }
                });
        return new Item(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("uid", ""),
                fields.getOrDefault("resourceVersion", ""));
    }

    private void look() {
        try {
            while (true) {
                long ends = ends();
                long now = System.nanoTime();
                while (signs.size() < ends) {
                    signs.add(now);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private long ends() {
        return feed.status().interruptions().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public boolean live() {
        return feed.status().phase() == FeedStatus.Phase.WATCHING;
    }

    @Override
    public Map<String, String> told() {
        return new TreeMap<>(told);
    }

    @Override
    public void attend() {
        ignored = ends();
    }

    @Override
    public OptionalLong reached(int ends) {
        return at(ends - 1);
    }

    @Override
    public OptionalLong noticed(long strike, int ends) {
        return at(ends);
    }

    private OptionalLong at(int number) {
        long index = ignored + number;
        return signs.size() > index
                ? OptionalLong.of(signs.get((int) index))
                : OptionalLong.empty();
    }

    @Override
    public void close() {
        looking.interrupt();
        feed.close();
        store.close();
        cluster.close();
    }
}
