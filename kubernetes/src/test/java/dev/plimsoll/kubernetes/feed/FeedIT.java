package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.testbed.Component;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed of nodes from a real API server, in good days and bad. */
@RealCluster
class FeedIT {

    private final ControlPlane controlPlane;
    private final FleetFiller filler;
    private final NodeHand hand;

    FeedIT(ControlPlane controlPlane, FleetFiller filler, NodeHand hand) {
        this.controlPlane = controlPlane;
        this.filler = filler;
        this.hand = hand;
    }

    @AfterEach
    void bringBack() {
        for (Component component : List.of(Component.ETCD, Component.API_SERVER)) {
            controlPlane.component(component).resume();
            if (!controlPlane.component(component).alive()) {
                controlPlane.component(component).start();
            }
        }
    }

    private LiveFeed<Node> feed(Path kubeconfig, Deadlines deadlines, FeedSettings settings)
            throws ApiException {
        return new LiveFeed<>(kubeconfig, NodeStore.type(), deadlines, settings);
    }

    private LiveFeed<Node> brisk() throws ApiException {
        return feed(controlPlane.kubeconfig(), LiveFeed.BRISK, LiveFeed.BRISK_SETTINGS);
    }

    /** Changes a fleet in every way there is, some of it at once. */
    private void churn(int round) {
        List<String> nodes = filler.addNodes(60);
        for (int i = 0; i < nodes.size(); i++) {
            String node = nodes.get(i);
            switch ((i + round) % 4) {
                case 0 -> hand.delete(node);
                case 1 -> hand.cordon(node, true);
                case 2 -> hand.label(node, "round", "number-" + round);
                default -> hand.ready(node, "False");
            }
        }
    }

    @Test
    void storeAndListenerAgreeWithAFreshListAfterAStormOfChanges() throws ApiException {
        // Given
        filler.addNodes(150);
        try (LiveFeed<Node> live =
                feed(controlPlane.kubeconfig(), Deadlines.STANDARD, FeedSettings.STANDARD)) {

            // When
            for (int round = 0; round < 5; round++) {
                churn(round);
            }

            // Then
            live.awaitSameNodes(controlPlane);
            assertThat(live.status().lists()).isEqualTo(1);
            assertThat(live.status().interruptions()).isEmpty();
        }
    }

    @Test
    void nothingIsMissedWhileWatchesAreRenewedAndAuditedAllTheTime() throws ApiException {
        // Given
        filler.addNodes(150);
        try (LiveFeed<Node> live = brisk()) {

            // When
            for (int round = 0; round < 8 || live.status().audits() < 3; round++) {
                churn(round);
            }

            // Then
            live.awaitSameNodes(controlPlane);
            assertThat(live.status().audits()).isPositive();
            assertThat(live.status().missedEvents()).isZero();
        }
    }

    @Test
    void anApiServerThatIsKilledAndStartedAgainCostsNoEvent() throws ApiException {
        // Given
        filler.addNodes(100);
        try (LiveFeed<Node> live = brisk()) {
            live.awaitSameNodes(controlPlane);

            // When
            controlPlane.component(Component.API_SERVER).kill();
            live.await(status -> status.problem().isPresent());
            controlPlane.component(Component.API_SERVER).start();
            churn(1);

            // Then
            live.awaitSameNodes(controlPlane);
            live.await(status -> status.problem().isEmpty());
            assertThat(live.status().missedEvents()).isZero();
        }
    }

    @Test
    void anApiServerThatFreezesIsNoticed() throws ApiException {
        // Given
        filler.addNodes(20);
        try (LiveFeed<Node> live = brisk()) {
            live.awaitSameNodes(controlPlane);

            // When: its connections stay open, and nothing answers
            controlPlane.component(Component.API_SERVER).pause();
            live.await(status ->
                    status.interruptions().containsKey(Interruption.UNANSWERED)
                            && status.problem().isPresent());
            controlPlane.component(Component.API_SERVER).resume();
            churn(2);

            // Then
            live.awaitSameNodes(controlPlane);
            assertThat(live.status().missedEvents()).isZero();
        }
    }

    @Test
    void anOutageOfEtcdIsSatOut() throws ApiException {
        // Given
        filler.addNodes(20);
        try (LiveFeed<Node> live = brisk()) {
            live.awaitSameNodes(controlPlane);

            // When
            controlPlane.component(Component.ETCD).kill();
            live.await(status -> status.problem().isPresent());
            controlPlane.component(Component.ETCD).start();

            // Then
            live.await(status -> status.problem().isEmpty());
            controlPlane.component(Component.API_SERVER).restart();
            churn(3);
            live.awaitSameNodes(controlPlane);
            assertThat(live.status().missedEvents()).isZero();
        }
    }

    @Test
    void aVersionThatIsLongGoneIsToldApart() throws ApiException {
        // Given
        try (LiveFeed<Node> live = brisk()) {
            live.await(FeedStatus::synced);
            Watch<Node> watch =
                    new Watch<>(
                            live.cluster(), NodeStore.type(), Duration.ofSeconds(5), new Pulse());

            // When
            ApiException thrown =
                    catchThrowableOfType(
                            ApiException.class,
                            () ->
                                    watch.run(
                                            "1",
                                            new Watch.Sink<>() {
                                                @Override
                                                public void opened() {}

                                                @Override
                                                public void event(WatchEvent<Node> event)
                                                        throws ApiException {
                                                    if (event
                                                            instanceof
                                                            WatchEvent.Failure<Node>(var status)) {
                                                        throw StreamFailure.event(
                                                                live.cluster(), status);
                                                    }
                                                }
                                            }));

            // Then
            assertThat(thrown.interruption()).isEqualTo(Interruption.GONE);
        }
    }

    @Test
    void missingRightsAreNamedAndWaitedFor() throws ApiException {
        // Given
        filler.addNodes(5);
        String namespace = controlPlane.newNamespace("feed");
        Path kubeconfig = controlPlane.serviceAccountKubeconfig(namespace, "reader");
        try (LiveFeed<Node> live = feed(kubeconfig, LiveFeed.BRISK, LiveFeed.BRISK_SETTINGS)) {
            live.await(status -> status.problem().isPresent());
            assertThat(live.status().problem().map(AccessProblem::sentence).orElse(""))
                    .isEqualTo(
                            "The API server forbids it: nodes is forbidden: User"
                                    + " \"system:serviceaccount:%s:reader\" cannot list resource"
                                            .formatted(namespace)
                                    + " \"nodes\" in API group \"\" at the cluster scope.");

            // When
            grantReadingOfNodes(namespace);

            // Then
            live.awaitSameNodes(controlPlane);
            live.await(status -> status.problem().isEmpty());
        }
    }

    private void grantReadingOfNodes(String namespace) {
        controlPlane
                .client()
                .resource(
                        new ClusterRoleBuilder()
                                .withNewMetadata()
                                .withName(namespace)
                                .endMetadata()
                                .addNewRule()
                                .withApiGroups("")
                                .withResources("nodes")
                                .withVerbs("list", "watch")
                                .endRule()
                                .build())
                .create();
        controlPlane
                .client()
                .resource(
                        new ClusterRoleBindingBuilder()
                                .withNewMetadata()
                                .withName(namespace)
                                .endMetadata()
                                .withNewRoleRef(
                                        "rbac.authorization.k8s.io", "ClusterRole", namespace)
                                .addNewSubject("", "ServiceAccount", "reader", namespace)
                                .build())
                .create();
    }

    @Test
    void aTokenThatIsRevokedIsReplacedByTheOneInTheFile(@TempDir Path folder) throws Exception {
        // Given
        filler.addNodes(5);
        String namespace = controlPlane.newNamespace("feed");
        Path first = controlPlane.serviceAccountKubeconfig(namespace, "reader");
        Path used = Files.copy(first, folder.resolve("kubeconfig"));
        grantReadingOfNodes(namespace);
        try (LiveFeed<Node> live = feed(used, LiveFeed.BRISK, LiveFeed.BRISK_SETTINGS)) {
            live.awaitSameNodes(controlPlane);

            // When: with its account a token ends, and a new account's token is another
            controlPlane
                    .client()
                    .serviceAccounts()
                    .inNamespace(namespace)
                    .withName("reader")
                    .delete();
            live.await(status ->
                    status.problem()
                            .filter(AccessProblem.Unauthenticated.class::isInstance)
                            .isPresent());
            Path second = controlPlane.serviceAccountKubeconfig(namespace, "reader");
            Files.copy(second, used, StandardCopyOption.REPLACE_EXISTING);
            churn(4);

            // Then
            live.awaitSameNodes(controlPlane);
            live.await(status -> status.problem().isEmpty());
        }
    }
}
