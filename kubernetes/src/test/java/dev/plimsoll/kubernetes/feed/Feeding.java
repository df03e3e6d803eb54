package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/** A feed of a fake server's nodes with short deadlines, and what a listener heard of it. */
final class Feeding implements AutoCloseable {

    static final Deadlines SHORT =
            new Deadlines(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(1500),
                    Duration.ofMillis(600),
                    Duration.ofMillis(1500),
                    Duration.ofMillis(800),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(1500));

    /** Deadlines that a test reaches only by a fault of ours. */
    static final Deadlines CALM =
            new Deadlines(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30));

    static final FeedSettings QUICK =
            new FeedSettings(
                    3,
                    Duration.ofMinutes(10),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(2),
                    3);

    private final FakeApiServer server;
    private final Cluster cluster;
    private final NodeStore nodes = new NodeStore();
    private final Map<String, Node> told = new ConcurrentHashMap<>();
    private final Feed<Node> feed;

    Feeding(FakeApiServer server) throws ApiException {
        this(server, SHORT, QUICK);
    }

    Feeding(FakeApiServer server, Deadlines deadlines, FeedSettings settings) throws ApiException {
        this(server, server.connect(deadlines), settings);
    }

    Feeding(FakeApiServer server, Cluster cluster, FeedSettings settings) {
        this.server = server;
        this.cluster = cluster;
        nodes.store()
                .listen((before, after) -> {
                    if (after != null) {
                        told.put(after.name(), after);
                    } else if (before != null) {
                        told.remove(before.name());
                    }
                });
        feed =
                Feed.start(
                        cluster,
                        nodes.store(),
                        settings,
                        InstantSource.system(),
                        RandomGenerator.of("L64X128MixRandom"));
    }

    FeedStatus status() {
        return feed.status();
    }

    NodeStore nodes() {
        return nodes;
    }

    /** What a listener would believe by now. */
    Map<String, Node> told() {
        return told;
    }

    void await(Predicate<FeedStatus> condition, Duration atMost) {
        Awaitility.await("the feed").atMost(atMost).until(() -> condition.test(status()));
    }

    void awaitInterruption(Interruption expected, Duration slack) {
        Awaitility.await(expected.name())
                .atMost(slack.plus(SHORT.watchSilence()))
                .untilAsserted(() ->
                        assertThat(status().interruptions())
                                .as("%s", status().problem())
                                .containsKey(expected));
    }

    /** Waits until store and listener show exactly what the server has. */
    void awaitSame(Duration atMost) {
        Awaitility.await()
                .atMost(atMost)
                .untilAsserted(() -> {
                    assertThat(state(nodes.nodes())).isEqualTo(server.cloud().state());
                    assertThat(state(told.values())).isEqualTo(server.cloud().state());
                });
    }

    private static Map<String, Long> state(Iterable<Node> nodes) {
        Map<String, Long> state = new TreeMap<>();
        nodes.forEach(node -> state.put(node.name(), Long.parseLong(node.resourceVersion())));
        return state;
    }

    /** Closes the feed and leaves its cluster open. */
    void closeFeed() {
        feed.close();
    }

    @Override
    public void close() {
        feed.close();
        nodes.store().close();
        cluster.close();
    }
}
