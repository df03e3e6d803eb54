package dev.plimsoll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on capacity, on a real API server. */
@RealCluster
final class CapacityCommandsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ControlPlane controlPlane;
    private final CommandRun run;

    CapacityCommandsIT(ControlPlane controlPlane, @TempDir Path folder) {
        this.controlPlane = controlPlane;
        run = new CommandRun(folder);
    }

    private CommandRun.Result run(String line) {
        return run.run((line + " --kubeconfig " + controlPlane.kubeconfig()).split(" "));
    }

    @Test
    void watchesTheFleetGrowUntilItIsInterrupted(FleetFiller filler) throws Exception {
        // Given
        filler.fill(FleetShape.ofNodes(1));
        LiveOutput out = new LiveOutput();
        Thread watching =
                Thread.startVirtualThread(() ->
                        run.runInto(
                                out,
                                "capacity",
                                "--watch=1s",
                                "-o",
                                "name",
                                "--kubeconfig",
                                controlPlane.kubeconfig().toString()));
        await().atMost(PATIENCE).until(() -> out.text().contains("\n\n"));

        // When
        List<String> born = filler.fill(FleetShape.ofNodes(2));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(out.text()).contains("node/" + born.getLast()));
        watching.interrupt();
        assertThat(watching.join(PATIENCE)).isTrue();
    }

    @Test
    void thePatchOfAPlanMakesPodsGuaranteed(FleetFiller filler) throws Exception {
        // Given
        filler.fill(FleetShape.ofNodes(2));
        String namespace = controlPlane.newNamespace("shop");
        controlPlane
                .client()
                .load(new ByteArrayInputStream(WEB.getBytes(UTF_8)))
                .inNamespace(namespace)
                .create();
        await().atMost(PATIENCE).until(() -> bound(namespace, "Burstable") == 2);

        // When
        CommandRun.Result result = run("plan guaranteed -o json -n " + namespace);

        // Then
        JsonNode move = new ObjectMapper().readTree(result.out()).get("moves").get(0);
        assertThat(move.get("added").get("memoryBytes").asLong()).isEqualTo(2 * (96L << 20));
        controlPlane
                .client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("web")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), move.get("patch").toString());
        await().atMost(PATIENCE)
                .until(() ->
                        bound(namespace, "Guaranteed") == 2 && bound(namespace, "Burstable") == 0);
    }

    private long bound(String namespace, String qosClass) {
        return controlPlane.client().pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(Pod::getStatus)
                .filter(status -> qosClass.equals(status.getQosClass()))
                .count();
    }

    private static final String WEB =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  initContainers:
                  - name: proxy
                    image: proxy:1
                    restartPolicy: Always
                    resources: {requests: {cpu: 10m, memory: 32Mi}, limits: {cpu: 20m, memory: 64Mi}}
                  containers:
                  - name: web
                    image: web:1
                    env: [{name: KEPT, value: "yes"}]
                    resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {cpu: 100m, memory: 128Mi}}
            """;
}
