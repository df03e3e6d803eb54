package dev.plimsoll.kubernetes.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.faults.Dose;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultProxy;
import dev.plimsoll.testbed.faults.RequestLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The heartbeat on a real API server. */
@RealCluster
class CanaryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(100);

    private FaultProxy proxy;
    private Cluster cluster;
    private String namespace;

    @BeforeEach
    void connect(ControlPlane controlPlane) throws ApiException {
        namespace = controlPlane.newNamespace("canary");
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: %1$s}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                        subjects: [{kind: ServiceAccount, namespace: %1$s, name: canary}]
                        """
                                .formatted(namespace))
                .create();
        proxy = FaultProxy.before(controlPlane);
        cluster =
                new Cluster(
                        new ClusterSource.Kubeconfig(
                                proxy.kubeconfig(namespace, "canary"), Optional.empty()),
                        Deadlines.STANDARD);
    }

    @AfterEach
    void close() {
        cluster.close();
        proxy.close();
    }

    @Test
    void comesBackThroughTheWatch() {
        // Given a namespace without the object

        // When
        try (Canary canary = start("one")) {

            // Then
            await(
                    canary,
                    status -> {
                        assertThat(status.roundTrip()).isPresent();
                        assertThat(status.problem()).isEmpty();
                    });
        }
    }

    @Test
    void twoBeatOnOneObject() {
        // Given
        try (Canary one = start("one");
                Canary two = start("two")) {
            await(one, status -> assertThat(status.roundTrip()).isPresent());

            // When
            await(two, status -> assertThat(status.roundTrip()).isPresent());

            // Then
            await(one, status -> assertThat(status.age()).isLessThan(Duration.ofSeconds(5)));
            await(two, status -> assertThat(status.age()).isLessThan(Duration.ofSeconds(5)));
        }
    }

    @Test
    void countsWhatTheServerTookAndTheWatchDidNotBring() {
        // Given
        try (Canary canary = start("one")) {
            await(canary, status -> assertThat(status.roundTrip()).isPresent());

            // When
            proxy.freeze(RequestLine.watches());

            // Then
            await(canary, status -> assertThat(status.unreturned()).isGreaterThan(10));
        }
    }

    @Test
    void doesNotCountWhatTheServerDidNotTake() {
        // Given
        try (Canary canary = start("one")) {
            await(canary, status -> assertThat(status.roundTrip()).isPresent());

            // When
            proxy.inject(new Fault.Answer(500), RequestLine.any(), new Dose.Always());

            // Then
            await(
                    canary,
                    status -> {
                        assertThat(status.age()).isGreaterThan(Duration.ofSeconds(3));
                        assertThat(status.problem()).isPresent();
                    });
            assertThat(canary.status().unreturned()).isLessThanOrEqualTo(1);
            assertThat(canary.status().lastStepAge()).isLessThan(Duration.ofSeconds(30));
        }
    }

    private Canary start(String identity) {
        return Canary.start(
                cluster,
                cluster,
                namespace,
                identity,
                OFTEN,
                FeedSettings.STANDARD,
                InstantSource.system(),
                RandomGenerator.getDefault());
    }

    private static void await(Canary canary, ThrowingConsumer<CanaryStatus> wanted) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> wanted.accept(canary.status()));
    }
}
