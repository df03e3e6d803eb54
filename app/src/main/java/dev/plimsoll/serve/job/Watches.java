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

/** The feeds of one term. What several jobs need is watched once. */
public final class Watches implements AutoCloseable {

    private final Surroundings around;
    private final List<Watched<?>> all = new ArrayList<>();
    private Optional<NodeStore> nodes = Optional.empty();
    private Optional<NodeDrainStore> drains = Optional.empty();

    private record Watched<T>(Store<T> store, Feed<T> feed) {
        String resource() {
            return store.type().title().replaceAll("\\..*", "");
        }

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
        all.add(new Watched<>(store, feed));
        return store;
    }

    /** How the feed of a resource fares, if there is one. */
    public synchronized Optional<FeedStatus> status(String resource) {
        return all.stream()
                .filter(one -> one.resource().equals(resource))
                .findFirst()
                .map(one -> one.feed().status());
    }

    public synchronized List<Check> readiness() {
        return all.stream()
                .map(one -> FeedHealth.readiness(one.feed().status(), around.health()))
                .toList();
    }

    public synchronized List<Check> liveness() {
        return all.stream()
                .map(one -> FeedHealth.liveness(one.feed().status(), around.health()))
                .toList();
    }

    @Override
    public synchronized void close() {
        all.forEach(Watched::close);
    }
}
