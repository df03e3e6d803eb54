package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the nodes of the testbed do beyond kwok's own stages. */
@RealCluster
class KwokIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final FleetFiller filler;

    KwokIT(ControlPlane controlPlane, FleetFiller filler) {
        this.controlPlane = controlPlane;
        this.filler = filler;
    }

    @Test
    void a_pod_takes_as_long_to_end_as_its_annotation_says() {
        // Given
        String node = filler.addNodes(1).getFirst();
        PodResource pod =
                running(
                        pod("slow", node)
                                .editMetadata()
                                .addToAnnotations("pod-delete.stage.kwok.x-k8s.io/delay", "2s")
                                .endMetadata()
                                .build());

        // When
        long began = System.nanoTime();
        pod.delete();

        // Then
        await().atMost(SOON).until(() -> pod.get() == null);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThan(Duration.ofMillis(1900));
    }

    @Test
    void a_pod_with_a_finalizer_waits_for_whoever_takes_it_off() {
        // Given
        String node = filler.addNodes(1).getFirst();
        PodResource pod =
                running(
                        pod("held", node)
                                .editMetadata()
                                .withFinalizers("example.com/held")
                                .endMetadata()
                                .build());

        // When
        pod.delete();

        // Then
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> isTerminating(pod.get()));
        pod.edit(
                each -> new PodBuilder(each).editMetadata().withFinalizers().endMetadata().build());
        await().atMost(SOON).until(() -> pod.get() == null);
    }

    private PodResource running(Pod pod) {
        PodResource resource = controlPlane.client().pods().resource(pod);
        resource.create();
        await().atMost(SOON).until(() -> resource.get().getStatus().getPhase().equals("Running"));
        return resource;
    }

    private static PodBuilder pod(String name, String node) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("app")
                .withImage("registry.example/app")
                .endContainer()
                .endSpec();
    }

    private static boolean isTerminating(@Nullable Pod pod) {
        return pod != null && pod.getMetadata().getDeletionTimestamp() != null;
    }
}
