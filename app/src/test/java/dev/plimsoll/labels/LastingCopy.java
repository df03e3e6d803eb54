package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import dev.plimsoll.testbed.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The operator's two feeds, its settings and its way to the cluster, but for a whole run without a
 * death: what they hold in the end must be what the API server holds.
 */
final class LastingCopy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Cluster cluster;
    private final NodeStore nodes = new NodeStore();
    private final LabelPolicyStore policies = new LabelPolicyStore();
    private final Map<String, Node> told = new ConcurrentHashMap<>();
    private final Feed<Node> nodeFeed;
    private final Feed<LabelPolicy> policyFeed;

    LastingCopy(Path kubeconfig, Deadlines deadlines) {
        try {
            cluster =
                    new Cluster(
                            new ClusterSource.Kubeconfig(kubeconfig, Optional.empty()), deadlines);
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
        nodes.store()
                .listen((before, after) -> {
                    if (after != null) {
                        told.put(after.name(), after);
                    } else if (before != null) {
                        told.remove(before.name());
                    }
                });
        nodeFeed = feed(nodes.store());
        policyFeed = feed(policies.store());
    }

    private <T> Feed<T> feed(Store<T> store) {
        return Feed.start(
                cluster,
                store,
                FeedSettings.STANDARD,
                InstantSource.system(),
                RandomGenerator.getDefault());
    }

    /** Waits until stores and listener hold what a fresh list shows, version by version. */
    void awaitEqual(ControlPlane controlPlane) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    FreshList fresh = FreshList.of(controlPlane);
                    assertThat(versions(nodes.nodes(), Node::name, Node::resourceVersion))
                            .isEqualTo(versions(fresh.nodes(), Node::name, Node::resourceVersion));
                    assertThat(
                                    versions(
                                            policies.policies(),
                                            LabelPolicy::name,
                                            LabelPolicy::resourceVersion))
                            .isEqualTo(
                                    versions(
                                            fresh.policies(),
                                            LabelPolicy::name,
                                            LabelPolicy::resourceVersion));
                    assertThat(versions(told.values(), Node::name, node -> "" + node.labels()))
                            .as("what a listener was told")
                            .isEqualTo(
                                    versions(
                                            fresh.nodes(), Node::name, node -> "" + node.labels()));
                });
    }

    private static <T> Map<String, String> versions(
            Collection<T> objects, Function<T, String> name, Function<T, String> version) {
        Map<String, String> versions = new TreeMap<>();
        objects.forEach(object -> versions.put(name.apply(object), version.apply(object)));
        return versions;
    }

    /** What audits found: 0, unless a watch has lied. */
    long missed() {
        return statuses().mapToLong(FeedStatus::missedEvents).sum();
    }

    /** How its lists and watches ended. */
    Map<String, Long> interruptions() {
        Map<String, Long> all = new TreeMap<>();
        statuses()
                .flatMap(status -> status.interruptions().entrySet().stream())
                .forEach(each -> all.merge("" + each.getKey(), each.getValue(), Long::sum));
        return all;
    }

    private Stream<FeedStatus> statuses() {
        return List.of(nodeFeed.status(), policyFeed.status()).stream();
    }

    @Override
    public void close() {
        nodeFeed.close();
        policyFeed.close();
        nodes.store().close();
        policies.store().close();
        cluster.close();
    }
}
