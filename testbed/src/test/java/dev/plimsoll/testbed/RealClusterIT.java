package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Every repetition makes the same objects, which fails where the one before has left any. */
@RealCluster
class RealClusterIT {
    private final ControlPlane controlPlane;

    RealClusterIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @BeforeAll
    static void keep(ControlPlane controlPlane) {
        controlPlane.client().resource(role("kept")).create();
    }

    @RepeatedTest(3)
    void each_test_finds_what_its_class_has_prepared_and_nothing_else(FleetFiller filler) {
        // Given
        assertThat(namespaces())
                .containsExactlyInAnyOrder(
                        "default", "kube-node-lease", "kube-public", "kube-system");
        assertThat(controlPlane.client().nodes().list().getItems()).isEmpty();
        assertThat(controlPlane.client().rbac().clusterRoles().withName("kept").get()).isNotNull();

        // When
        filler.fill(FleetShape.ofNodes(3).withPodsPerNode(11));
        controlPlane.client().resource(role("made-by-a-test")).create();
        var withFinalizer =
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("fleet-0")
                        .withName("held")
                        .withFinalizers("example.com/nobody-takes-it-off")
                        .endMetadata();
        controlPlane.client().resource(withFinalizer.build()).create();

        // Then
        assertThat(namespaces()).contains("fleet-0", "fleet-9");
    }

    private List<String> namespaces() {
        return controlPlane.client().namespaces().list().getItems().stream()
                .map(Namespace::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    private static io.fabric8.kubernetes.api.model.rbac.ClusterRole role(String name) {
        return new ClusterRoleBuilder().withNewMetadata().withName(name).endMetadata().build();
    }
}
