package dev.plimsoll.serve.job;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The feeds of one term. What several jobs need is watched once. */
public final class Watches implements AutoCloseable {

    private final Surroundings around;
    private final List<Watched<?>> all = new ArrayList<>();
    private final List<Supplier<List<FeedStatus>>> others = new ArrayList<>();
    private Optional<NodeStore> nodes = Optional.empty();
    private Optional<NodeDrainStore> drains = Optional.empty();

    /**
     * A store and who feeds it.
     *
     * @param resource as the metrics name it
     */
    private record Watched<T>(String resource, Store<T> store, Feed<T> feed) {
        void close() {
            feed.close();
            store.close();
        }
    }

    public Watches(Surroundings around) {
        this.around = around;
    }

    /** All nodes, one store for all jobs. */
    public synchronized NodeStore nodes() {
        return nodes.orElseGet(() -> {
            NodeStore fresh = new NodeStore();
            Store<Node> _ = feed(fresh.store());
            nodes = Optional.of(fresh);
            return fresh;
        });
    }

    /** All NodeDrains, one store for all jobs. */
    public synchronized NodeDrainStore drains() {
        return drains.orElseGet(() -> {
            NodeDrainStore fresh = new NodeDrainStore();
            Store<NodeDrain> _ = feed(fresh.store());
            drains = Optional.of(fresh);
            return fresh;
        });
    }

    /** Feeds a store for the rest of the term. */
    public synchronized <T> Store<T> feed(Store<T> store) {
        Feed<T> feed =
                Feed.start(
                        around.cluster(),
                        store,
                        around.feeds(),
                        around.clock(),
                        around.random().split());
        all.add(new Watched<>(resource(store.type().title()), store, feed));
        return store;
    }

    /** Judges and shows feeds that a job begins and ends by itself, within the term. */
    public synchronized void show(Supplier<List<FeedStatus>> feeds) {
        others.add(feeds);
    }

    /** How the feed of a resource fares, if there is one. */
    public synchronized Optional<FeedStatus> status(String resource) {
        return all.stream()
                .filter(one -> one.resource().equals(resource))
                .findFirst()
                .map(one -> one.feed().status())
                .or(() ->
                        others.stream()
                                .flatMap(feeds -> feeds.get().stream())
                                .filter(one -> resource(one.resource()).equals(resource))
                                .findFirst());
    }

    public List<Check> readiness() {
        return statuses().stream().map(one -> FeedHealth.readiness(one, around.health())).toList();
    }

    public List<Check> liveness() {
        return statuses().stream().map(one -> FeedHealth.liveness(one, around.health())).toList();
    }

    private synchronized List<FeedStatus> statuses() {
        return Stream.concat(
                        all.stream().map(one -> one.feed().status()),
                        others.stream().flatMap(feeds -> feeds.get().stream()))
                .toList();
    }

    private static String resource(String title) {
        int group = title.indexOf('.');
        return group < 0 ? title : title.substring(0, group);
    }

    @Override
    public synchronized void close() {
        all.forEach(Watched::close);
    }
}
