package dev.plimsoll.kubernetes.drain;

import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.feed.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The pods of one list, watched for as long as somebody wants to hear of them. */
final class SharedPods implements AutoCloseable {

    private final Store<WatchedPod> store;
    private final Feed<WatchedPod> feed;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    SharedPods(Cluster cluster, String path, InstantSource clock, RandomGenerator random) {
        store = new Store<>(WatchedPod.type(path));
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

    Stream<DrainPod> pods() {
        return store.all().stream().map(WatchedPod::pod);
    }

    @Override
    public void close() {
        feed.close();
        store.close();
    }
}
