package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@RealCluster
class FleetFillerIT {
    private static final Instant BIRTH = Instant.parse("2026-11-01T08:00:00Z");

    private final ControlPlane controlPlane;
    private final FleetFiller filler;

    FleetFillerIT(ControlPlane controlPlane, FleetFiller filler) {
        this.controlPlane = controlPlane;
        this.filler = filler;
    }

    @Test
    void nodes_are_born_in_one_second_and_ready() {
        // When
        List<String> names = filler.fill(FleetShape.ofNodes(250));

        // Then
        assertThat(nodes())
                .extracting(FleetFillerIT::name)
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(nodes())
                .extracting(FleetFillerIT::birth)
                .containsOnly(birth(nodes().getFirst()));
        assertThat(nodes()).allMatch(FleetFillerIT::isReady);
    }

    @Test
    void nodes_look_like_those_of_eks_and_karpenter() {
        // When
        filler.fill(FleetShape.ofNodes(24));

        // Then
        Node node =
                controlPlane
                        .client()
                        .nodes()
                        .withName("ip-10-0-0-23.ap-northeast-2.compute.internal")
                        .get();
        assertThat(node.getMetadata().getLabels())
                .containsEntry("topology.kubernetes.io/zone", "ap-northeast-2b")
                .containsEntry("node.kubernetes.io/instance-type", "m5.xlarge")
                .containsEntry("karpenter.sh/nodepool", "default")
                .containsEntry("kubernetes.io/arch", "amd64");
        assertThat(node.getSpec().getProviderID())
                .matches("aws:///ap-northeast-2b/i-0[0-9a-f]{16}");
        assertThat(node.getStatus().getAllocatable().entrySet())
                .extracting(entry -> entry.getKey() + "=" + entry.getValue())
                .contains("cpu=3920m", "memory=14162Mi", "pods=58");
    }

    @Test
    void nodes_are_as_old_as_the_shape_says() {
        // When
        List<String> names = filler.fill(FleetShape.ofNodes(3).born(BIRTH, Duration.ofHours(1)));

        // Then
        Map<String, String> births =
                nodes().stream()
                        .collect(Collectors.toMap(FleetFillerIT::name, FleetFillerIT::birth));
        assertThat(names)
                .extracting(births::get)
                .containsExactly(
                        "2026-11-01T08:00:00Z", "2026-11-01T09:00:00Z", "2026-11-01T10:00:00Z");
    }

    @Test
    void pods_run_on_their_nodes_with_requests_and_limits() {
        // When
        List<String> names = filler.fill(FleetShape.ofNodes(10).withPodsPerNode(20));

        // Then
        List<Pod> pods = controlPlane.client().pods().inAnyNamespace().list().getItems();
        assertThat(pods)
                .hasSize(200)
                .allMatch(pod -> pod.getStatus().getPhase().equals("Running"))
                .allMatch(pod -> pod.getSpec().getContainers().size() == 2);
        assertThat(
                        pods.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                pod -> pod.getSpec().getNodeName(),
                                                Collectors.counting())))
                .hasSize(10)
                .containsOnlyKeys(names)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(20));
        assertThat(pods).extracting(pod -> pod.getStatus().getPodIP()).doesNotHaveDuplicates();
        assertThat(pods)
                .flatExtracting(pod -> pod.getSpec().getContainers())
                .allSatisfy(container -> {
                    assertThat(container.getResources().getRequests())
                            .containsOnlyKeys("cpu", "memory");
                    assertThat(container.getResources().getLimits())
                            .containsOnlyKeys("cpu", "memory");
                });
    }

    @Test
    void nodes_can_be_created_through_the_api_server() {
        // Given
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        List<String> names = filler.addNodes(50);

        // Then
        assertThat(controlPlane.auditLog().writesSince(mark, "admin"))
                .hasSize(50)
                .allMatch(event -> event.verb().equals("create") && event.succeeded());
        assertThat(nodes())
                .hasSize(50)
                .allMatch(FleetFillerIT::isReady)
                .extracting(FleetFillerIT::name)
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private List<Node> nodes() {
        return controlPlane.client().nodes().list().getItems();
    }

    private static String name(Node node) {
        return node.getMetadata().getName();
    }

    private static String birth(Node node) {
        return node.getMetadata().getCreationTimestamp();
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(
                        each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
    }
}
