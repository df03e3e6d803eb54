package dev.plimsoll.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.testbed.Component;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealCluster
class KubernetesLeaseStoreIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

    private final ControlPlane controlPlane;
    private final ClusterSource source;
    private String namespace = "";
    private KubernetesLeaseStore store;

    KubernetesLeaseStoreIT(ControlPlane controlPlane) throws ApiException {
        this.controlPlane = controlPlane;
        this.source = new ClusterSource.Kubeconfig(controlPlane.kubeconfig(), Optional.empty());
        this.store = connect();
    }

    /** After the namespaces of the test before are gone. */
    @BeforeEach
    void connectAnew() throws ApiException {
        store.close();
        namespace = controlPlane.newNamespace("lease");
        store = connect();
    }

    private KubernetesLeaseStore connect() throws ApiException {
        return new KubernetesLeaseStore(source, TIMEOUT, namespace, "plimsoll");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void leaseIsCreatedReadAndUpdatedAsItWasSeen() {
        // Given
        WriteOutcome<LeaseRecord> before = store.read();
        LeaseRecord created = done(store.create(LeaseRecord.NONE.claimed("us", LEASE, NOW)));

        // When
        LeaseRecord renewed = done(store.update(created.renewed(LEASE, NOW.plusSeconds(2))));

        // Then
        assertThat(before).isInstanceOf(WriteOutcome.Gone.class);
        assertThat(store.read()).isEqualTo(new WriteOutcome.Done<>(renewed));
        assertThat(renewed.holder()).isEqualTo("us");
        assertThat(renewed.duration()).isEqualTo(LEASE);
        assertThat(renewed.acquireTime()).contains(NOW);
        assertThat(renewed.renewTime()).contains(NOW.plusSeconds(2));
        assertThat(renewed.resourceVersion()).isNotEqualTo(created.resourceVersion());
    }

    @Test
    void updateOfAnOlderVersionIsAConflict() {
        // Given
        LeaseRecord old = done(store.create(LeaseRecord.NONE.claimed("us", LEASE, NOW)));
        LeaseRecord taken = done(store.update(old.claimed("them", LEASE, NOW)));

        // When
        WriteOutcome<LeaseRecord> outcome = store.update(old.renewed(LEASE, NOW));

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(store.read()).isEqualTo(new WriteOutcome.Done<>(taken));
    }

    @Test
    void secondCreationIsAConflict() {
        // Given
        LeaseRecord claim = LeaseRecord.NONE.claimed("us", LEASE, NOW);
        WriteOutcome<LeaseRecord> first = store.create(claim);

        // When
        WriteOutcome<LeaseRecord> second = store.create(claim);

        // Then
        assertThat(first).isInstanceOf(WriteOutcome.Done.class);
        assertThat(second).isInstanceOf(WriteOutcome.Conflict.class);
    }

    @Test
    void shippedLeaseIsFreeAndKeepsItsLabels() {
        // Given
        Lease shipped =
                new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("plimsoll")
                        .withLabels(Map.of("app.kubernetes.io/name", "plimsoll"))
                        .endMetadata()
                        .build();
        controlPlane.client().resource(shipped).create();
        LeaseRecord free = done(store.read());

        // When
        LeaseRecord released =
                done(
                        store.update(
                                done(store.update(free.claimed("us", LEASE, NOW))).released(NOW)));

        // Then
        Lease after = controlPlane.client().resource(shipped).get();
        assertThat(free.free()).isTrue();
        assertThat(free.transitions()).isZero();
        assertThat(released.free()).isTrue();
        assertThat(after.getMetadata().getLabels()).containsKey("app.kubernetes.io/name");
        assertThat(after.getSpec().getLeaseDurationSeconds()).isEqualTo(1);
        assertThat(after.getSpec().getLeaseTransitions()).isEqualTo(1);
    }

    @Test
    void apiServerThatHangsIsWaitedForNoLongerThanItsDeadline() {
        // Given
        LeaseRecord held = done(store.create(LeaseRecord.NONE.claimed("us", LEASE, NOW)));
        controlPlane.component(Component.API_SERVER).pause();
        long begun = System.nanoTime();

        // When
        WriteOutcome<LeaseRecord> outcome = store.update(held.renewed(LEASE, NOW));

        // Then
        Duration waited = Duration.ofNanos(System.nanoTime() - begun);
        controlPlane.component(Component.API_SERVER).resume();
        assertThat(outcome).isInstanceOf(WriteOutcome.Doubtful.class);
        assertThat(waited).isBetween(TIMEOUT.minusMillis(100), TIMEOUT.multipliedBy(3));
    }

    private static LeaseRecord done(WriteOutcome<LeaseRecord> outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        return ((WriteOutcome.Done<LeaseRecord>) outcome).after();
    }
}
