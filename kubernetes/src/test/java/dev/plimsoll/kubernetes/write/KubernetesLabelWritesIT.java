package dev.plimsoll.kubernetes.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.Lister;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real API server says to each kind of write. */
@RealCluster
class KubernetesLabelWritesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final String MARKER = LabelMarker.label("p");

    private final ControlPlane controlPlane;
    private final FleetFiller filler;
    private final NodeHand hand;
    private final Cluster cluster;
    private NodeStore nodes = new NodeStore();
    private LabelPolicyStore policies = new LabelPolicyStore();
    private KubernetesLabelWrites writes;

    KubernetesLabelWritesIT(ControlPlane controlPlane, FleetFiller filler, NodeHand hand)
            throws ApiException {
        this.controlPlane = controlPlane;
        this.filler = filler;
        this.hand = hand;
        cluster = connect(controlPlane.kubeconfig());
        writes = writes(cluster);
    }

    private static Cluster connect(Path kubeconfig) throws ApiException {
        return new Cluster(
                new ClusterSource.Kubeconfig(kubeconfig, Optional.empty()), Deadlines.STANDARD);
    }

    private KubernetesLabelWrites writes(Cluster via) {
        return new KubernetesLabelWrites(via, nodes, policies, InstantSource.fixed(NOW));
    }

    @BeforeEach
    void installDefinition() {
        controlPlane
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(Path.of("../deploy/crds/nodelabelpolicies.nlp.lento.dev.yaml").toFile())
                .serverSideApply();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> cluster.send(ApiRequest.get(LabelPolicyStore.PATH)).successful());
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static <T> T only(Cluster cluster, Store<T> store) throws ApiException {
        List<T> all = new Lister<>(cluster, store.type(), 500).all();
        assertThat(all).hasSize(1);
        store.offer(all.getFirst());
        return all.getFirst();
    }

    /** Looks again after each conflict: controllers write to a young node too. */
    private Node untilDone(Function<Node, NodeLabelPatch> decision) {
        return done(
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(
                                () ->
                                        writes.patchNode(
                                                decision.apply(only(cluster, nodes.store()))),
                                WriteOutcome.Done.class::isInstance));
    }

    private static NodeLabelPatch label(Node node, String value) {
        LabelClaim claim = new LabelClaim(Map.of("a", value), Map.of("a", Optional.empty()), NOW);
        return new NodeLabelPatch(
                node.name(),
                node.uid(),
                node.resourceVersion(),
                "p",
                Map.of("a", Optional.of(value), MARKER, Optional.of("true")),
                Optional.of(claim));
    }

    @Test
    void labelsAndClaimAreSetAndTakenBackWithoutATrace() throws ApiException {
        // Given
        filler.addNodes(1);
        Node before = only(cluster, nodes.store());

        // When
        Node labelled = untilDone(node -> label(node, "b"));
        Node after =
                untilDone(node ->
                        new NodeLabelPatch(
                                node.name(),
                                node.uid(),
                                node.resourceVersion(),
                                "p",
                                Map.of("a", Optional.empty(), MARKER, Optional.empty()),
                                Optional.empty()));

        // Then
        assertThat(labelled.labels()).containsEntry("a", "b").containsEntry(MARKER, "true");
        assertThat(labelled.claims().get("p"))
                .isEqualTo(new LabelClaim(Map.of("a", "b"), Map.of("a", Optional.empty()), NOW));
        assertThat(after.labels()).isEqualTo(before.labels());
        assertThat(after.claims()).isEmpty();
        assertThat(nodes.node(before.name())).isEqualTo(after);
    }

    @Test
    void aNodeThatChangedIsAConflictAndOneThatWentIsGone() throws ApiException {
        // Given
        filler.addNodes(1);
        Node before = only(cluster, nodes.store());
        hand.label(before.name(), "touched", "yes");
        WriteOutcome<Node> changed = writes.patchNode(label(before, "b"));
        hand.delete(before.name());

        // When
        WriteOutcome<Node> gone = writes.patchNode(label(before, "b"));

        // Then
        assertThat(changed).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(gone).isInstanceOf(WriteOutcome.Gone.class);
    }

    @Test
    void aNodeOfAnotherUidIsNeverTouched() throws ApiException {
        // Given
        filler.addNodes(1);
        Node node = only(cluster, nodes.store());
        NodeLabelPatch patch = label(node, "b");
        NodeLabelPatch other =
                new NodeLabelPatch(
                        patch.node(),
                        "00000000-0000-0000-0000-000000000000",
                        patch.resourceVersion(),
                        patch.policy(),
                        patch.labels(),
                        patch.claim());

        // When
        WriteOutcome<Node> outcome = writes.patchNode(other);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Gone.class);
        assertThat(only(cluster, nodes.store()).labels()).doesNotContainKey("a");
    }

    @Test
    void aMissingRightIsARefusalInTheServersWords() throws ApiException {
        // Given
        filler.addNodes(1);
        Node node = only(cluster, nodes.store());
        String namespace = controlPlane.newNamespace("writes");
        try (Cluster powerless =
                connect(controlPlane.serviceAccountKubeconfig(namespace, "nobody"))) {

            // When
            WriteOutcome<Node> outcome = writes(powerless).patchNode(label(node, "b"));

            // Then
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            WriteOutcome.Refused.class,
                            refused -> {
                                assertThat(refused.code()).isEqualTo(403);
                                assertThat(refused.message())
                                        .contains("cannot patch resource \"nodes\"");
                            });
        }
    }

    private LabelPolicy policy() throws ApiException {
        var made =
                cluster.send(
                        ApiRequest.post(
                                LabelPolicyStore.PATH,
                                """
                                {"apiVersion": "nlp.lento.dev/v1alpha1", "kind": "NodeLabelPolicy",
                                 "metadata": {"name": "p", "finalizers": ["example.com/other"]},
                                 "spec": {"strategy": {"type": "oldest", "count": 1}, "labels": {"a": "b"}}}
                                """));
        assertThat(made.code()).as(made.body()).isEqualTo(201);
        return only(cluster, policies.store());
    }

    @Test
    void theFinalizerComesAndGoesAndThoseOfOthersStay() throws ApiException {
        // Given
        LabelPolicy policy = policy();

        // When
        LabelPolicy added = done(writes.setFinalizer(policy, true));
        WriteOutcome<LabelPolicy> late = writes.setFinalizer(policy, false);
        LabelPolicy removed = done(writes.setFinalizer(added, false));

        // Then
        assertThat(added.finalized()).isTrue();
        assertThat(late).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(removed.finalized()).isFalse();
        assertThat(cluster.send(ApiRequest.get(LabelPolicyStore.PATH + "/p")).body())
                .contains("example.com/other");
    }

    @Test
    void theStatusIsReplacedWhole() throws ApiException {
        // Given
        LabelPolicy policy = policy();
        LabelPolicyStatus first =
                new LabelPolicyStatus(
                        1,
                        1,
                        1,
                        3,
                        2,
                        1,
                        7,
                        List.of("node-1", "node-2"),
                        List.of(new Condition("Satisfied", true, "Held", "It is held.")));
        LabelPolicyStatus second =
                new LabelPolicyStatus(
                        1,
                        1,
                        0,
                        3,
                        3,
                        1,
                        7,
                        List.of("node-3"),
                        List.of(new Condition("Satisfied", false, "Short", "One is missing.")));

        // When
        LabelPolicy once = done(writes.writeStatus(policy, first));
        LabelPolicy twice = done(writes.writeStatus(once, second));
        WriteOutcome<LabelPolicy> late = writes.writeStatus(once, first);

        // Then
        assertThat(once.status()).isEqualTo(first);
        assertThat(twice.status()).isEqualTo(second);
        assertThat(late).isInstanceOf(WriteOutcome.Conflict.class);
    }

    @Test
    void eventsAreTakenByTheApiServer() throws ApiException {
        // Given
        filler.addNodes(1);
        Node node = only(cluster, nodes.store());
        try (EventJournal journal = new EventJournal(cluster, "test", InstantSource.system(), 10)) {

            // When
            journal.record(
                    new Journal.Subject("v1", "Node", node.name(), node.uid()),
                    Journal.Severity.WARNING,
                    "Tested",
                    "It was tested.");

            // Then
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(
                                            controlPlane
                                                    .client()
                                                    .events()
                                                    .v1()
                                                    .events()
                                                    .inNamespace("default")
                                                    .list()
                                                    .getItems())
                                    .anyMatch(event ->
                                            "Tested".equals(event.getReason())
                                                    && node.uid()
                                                            .equals(
                                                                    event.getRegarding()
                                                                            .getUid())));
            assertThat(journal.dropped()).isZero();
        }
    }

    private static <T> T done(WriteOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        return ((WriteOutcome.Done<T>) outcome).after();
    }
}
