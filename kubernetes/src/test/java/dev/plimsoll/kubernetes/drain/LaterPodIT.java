package dev.plimsoll.kubernetes.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod that was born later under the name of one that a drain has seen. */
@RealCluster
class LaterPodIT {

    private final ControlPlane controlPlane;

    LaterPodIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void laterPodOfTheNameIsNeitherEvictedNorDeleted(boolean force) throws IOException {
        // Given
        String namespace = controlPlane.newNamespace("later");
        PodResource resource =
                controlPlane.client().pods().inNamespace(namespace).withName("web-0");
        Pod first = create(namespace);
        DrainPod seen = DrainPodReader.read(new ObjectMapper().valueToTree(first));
        resource.withGracePeriod(0).delete();
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> resource.get() == null);
        Pod later = create(namespace);
        ClusterSource source =
                new ClusterSource.Kubeconfig(controlPlane.kubeconfig(), Optional.empty());
        try (Cluster cluster = new Cluster(source, Deadlines.STANDARD)) {
            KubernetesDrainWorld world = new KubernetesDrainWorld(cluster, new Random(1));

            // When
            WriteOutcome<DrainPod> outcome = force ? world.delete(seen) : world.evict(seen);

            // Then
            assertThat(outcome).isNotInstanceOf(WriteOutcome.Done.class);
            assertThat(resource.get().getMetadata().getUid())
                    .isEqualTo(later.getMetadata().getUid());
            assertThat(resource.get().getMetadata().getDeletionTimestamp()).isNull();
        }
    }

    private Pod create(String namespace) {
        return controlPlane
                .client()
                .pods()
                .inNamespace(namespace)
                .resource(
                        new PodBuilder()
                                .withNewMetadata()
                                .withName("web-0")
                                .endMetadata()
                                .withNewSpec()
                                .addNewContainer()
                                .withName("main")
                                .withImage("example.com/none")
                                .endContainer()
                                .endSpec()
                                .build())
                .create();
    }
}
