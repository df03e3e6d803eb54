package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@RealCluster
class ControlPlaneIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ControlPlane controlPlane;

    ControlPlaneIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Test
    void is_the_pinned_release_of_kubernetes() {
        assertThat(controlPlane.client().getKubernetesVersion().getGitVersion())
                .isEqualTo("v1.34.4");
    }

    @Test
    void kwok_makes_a_bare_node_ready_and_its_taint_goes() {
        // Given
        var node = new io.fabric8.kubernetes.api.model.NodeBuilder();
        node.withNewMetadata()
                .withName("bare")
                .addToAnnotations("kwok.x-k8s.io/node", "fake")
                .endMetadata();

        // When
        controlPlane.client().nodes().resource(node.build()).create();

        // Then
        await().atMost(SOON).until(() -> isReady("bare") && taints("bare").isEmpty());
    }

    @Test
    void the_pods_of_a_deployment_are_scheduled_and_run(FleetFiller filler) {
        // Given
        List<String> nodes = filler.addNodes(2);
        String namespace = controlPlane.newNamespace("it");

        // When
        controlPlane.client().resource(deployment(namespace, 3)).create();

        // Then
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(pods(namespace))
                                .hasSize(3)
                                .allSatisfy(pod -> assertThat(phase(pod)).isEqualTo("Running"))
                                .allSatisfy(pod ->
                                        assertThat(nodes).contains(pod.getSpec().getNodeName())));
    }

    @Test
    void a_node_that_a_test_calls_not_ready_stays_so_and_is_tainted(
            FleetFiller filler, NodeHand hand) {
        // Given three nodes a zone: where all of a zone fail, Kubernetes suspects itself and evicts
        // nobody
        String node = filler.addNodes(9).getFirst();

        // When
        hand.ready(node, "False");

        // Then
        await().atMost(SOON)
                .until(() -> taints(node).contains("node.kubernetes.io/not-ready:NoExecute"));
        assertThat(isReady(node)).isFalse();
    }

    @Test
    void the_audit_log_says_who_wrote_what(FleetFiller filler, NodeHand hand) {
        // Given
        String node = filler.addNodes(1).getFirst();
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        hand.label(node, "monitoring", "enabled");
        controlPlane.client().nodes().withName(node).get();

        // Then
        assertThat(controlPlane.auditLog().writesSince(mark, "admin"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.verb()).isEqualTo("patch");
                    assertThat(event.resource()).isEqualTo("nodes");
                    assertThat(event.name()).isEqualTo(node);
                    assertThat(event.code()).isEqualTo(200);
                    assertThat(String.valueOf(event.requestObject()))
                            .isEqualTo("{\"metadata\":{\"labels\":{\"monitoring\":\"enabled\"}}}");
                });
    }

    @Test
    void a_service_account_without_rights_is_refused_under_its_own_name() {
        // Given
        String namespace = controlPlane.newNamespace("it");
        Path kubeconfig = controlPlane.serviceAccountKubeconfig(namespace, "nobody");
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        try (KubernetesClient nobody =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                        .build()) {
            // When
            assertThatThrownBy(() -> nobody.nodes().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403));
        }

        // Then
        String user = "system:serviceaccount:" + namespace + ":nobody";
        assertThat(controlPlane.auditLog().since(mark, event -> event.user().equals(user)))
                .extracting(AuditEvent::verb, AuditEvent::resource, AuditEvent::code)
                .containsExactly(org.assertj.core.api.Assertions.tuple("list", "nodes", 403));
    }

    private static io.fabric8.kubernetes.api.model.apps.Deployment deployment(
            String namespace, int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("registry.example/web")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private List<Pod> pods(String namespace) {
        return controlPlane.client().pods().inNamespace(namespace).list().getItems();
    }

    private static String phase(Pod pod) {
        return pod.getStatus().getPhase();
    }

    private boolean isReady(String node) {
        return controlPlane
                .client()
                .nodes()
                .withName(node)
                .get()
                .getStatus()
                .getConditions()
                .stream()
                .anyMatch(
                        each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
    }

    private List<String> taints(String node) {
        return controlPlane.client().nodes().withName(node).get().getSpec().getTaints().stream()
                .map(taint -> taint.getKey() + ":" + taint.getEffect())
                .toList();
    }
}
