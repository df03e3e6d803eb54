package dev.plimsoll.serve.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The job as it is installed, with its own rights. */
@RealCluster
class CapacityJobIT {

    private static final String REMOVABLE = "plimsoll_consolidation_removable_nodes";

    private final ControlPlane controlPlane;
    private final FleetFiller filler;

    CapacityJobIT(ControlPlane controlPlane, FleetFiller filler) {
        this.controlPlane = controlPlane;
        this.filler = filler;
    }

    @Test
    void publishesWhatTheFleetCarries() {
        // Given
        Installation installation = Installation.on(controlPlane, Job.CAPACITY);
        filler.fill(FleetShape.ofNodes(3).withPodsPerNode(4));

        // When
        try (Operator operator = RunningOperator.start(installation.kubeconfig(), Job.CAPACITY)) {
            Awaitility.await()
                    .atMost(Installation.PATIENCE)
                    .until(() ->
                            operator.metrics().contains("plimsoll_capacity_namespace_unbounded"));

            // Then
            List<String> lines = operator.metrics().lines().toList();
            assertThat(of(lines, "plimsoll_capacity_node_pods", "kind=\"running\""))
                    .hasSize(3)
                    .containsOnly(4.0);
            assertThat(of(lines, "plimsoll_capacity_node_memory_bytes", "kind=\"allocatable\""))
                    .hasSize(3)
                    .allMatch(bytes -> bytes > 1e9);
            double onNodes =
                    sum(of(lines, "plimsoll_capacity_node_memory_bytes", "kind=\"limits\""));
            double inNamespaces =
                    sum(of(lines, "plimsoll_capacity_namespace_memory_bytes", "kind=\"limits\""));
            assertThat(onNodes).isPositive().isEqualTo(inNamespaces);
            assertThat(of(lines, "plimsoll_capacity_reads_total", "outcome=\"done\""))
                    .containsExactly(1.0);
        }
    }

    @Test
    void recommendsWhatCanGoAndTouchesNothing() {
        // Given
        Installation installation = Installation.on(controlPlane, Job.CAPACITY);
        filler.fill(FleetShape.ofNodes(3));
        GenericKubernetesResource policy = new GenericKubernetesResource();
        policy.setApiVersion(ConsolidationPolicy.API_VERSION);
        policy.setKind(ConsolidationPolicy.KIND);
        policy.setMetadata(new ObjectMetaBuilder().withName("all").build());
        policy.setAdditionalProperty("spec", Map.of("every", "10s"));
        var resource = controlPlane.client().resource(policy);

        // When
        try (Operator operator = RunningOperator.start(installation.kubeconfig(), Job.CAPACITY)) {
            resource.create();
            Awaitility.await()
                    .atMost(Installation.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(resource.get().getAdditionalProperties().get("status"))
                                    .asString()
                                    .contains("plannedAt"));

            // Then
            assertThat(resource.get().<Integer>get("status", "nodes")).isEqualTo(3);
            assertThat(resource.get().<Integer>get("status", "removable")).isEqualTo(2);
            assertThat(of(operator.metrics().lines().toList(), REMOVABLE, "policy=\"all\""))
                    .containsExactly(2.0);
            assertThat(controlPlane.client().nodes().list().getItems())
                    .noneMatch(node -> Boolean.TRUE.equals(node.getSpec().getUnschedulable()));
            assertThat(
                            controlPlane
                                    .client()
                                    .genericKubernetesResources(
                                            NodeDrain.API_VERSION, NodeDrain.KIND)
                                    .list()
                                    .getItems())
                    .isEmpty();
        }
    }

    private static List<Double> of(List<String> lines, String name, String tag) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") && line.contains(tag))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
