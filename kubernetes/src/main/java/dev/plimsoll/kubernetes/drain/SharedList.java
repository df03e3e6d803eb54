package dev.plimsoll.kubernetes.drain;

import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The objects of one list, watched for as long as somebody wants to hear of them. */
final class SharedList<T> implements AutoCloseable {

    private final Store<T> store;
    private final Feed<T> feed;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    SharedList(Cluster cluster, ResourceType<T> type, InstantSource clock, RandomGenerator random) {
        store = new Store<>(type);
        store.listen((_, _) -> listeners.forEach(Runnable::run));
        feed = Feed.start(cluster, store, FeedSettings.STANDARD, clock, random);
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells whether nobody listens any more. */
    boolean forget(Runnable listener) {
        listeners.remove(listener);
        return listeners.isEmpty();
    }

    /** Tells whether all has been seen, and what changes will be. */
    boolean live() {
        return store.ready() && feed.status().phase() == FeedStatus.Phase.WATCHING;
    }

    boolean seen() {
        return store.ready();
    }

    Stream<T> all() {
        return store.all().stream();
    }

    @Override
    public void close() {
        feed.close();
        store.close();
    }
}
