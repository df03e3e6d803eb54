package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.kubernetes.api.ConsolidationPolicyReader;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.api.NodeDrainReader;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.shell.Shell;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan is carried out by drains, one after the other, with the rights the jobs ship with. */
@RealCluster
class ConsolidationPolicyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PODS = 6;

    private final ControlPlane controlPlane;
    private Workloads workloads;

    ConsolidationPolicyIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        workloads = new Workloads(controlPlane);
    }

    @BeforeEach
    void fill(FleetFiller filler) {
        workloads = new Workloads(controlPlane);
        var _ = filler.addNodes(3);
        workloads.deployment("web", PODS, "");
        workloads.daemonSet("agent");
        workloads.awaitReady(PODS + 3);
    }

    @Test
    void nodesThatCanGoAreDrainedOneAfterTheOther() {
        // Given
        Installation installation = Installation.on(controlPlane, Job.CAPACITY, Job.DRAIN);
        apply("{mode: Enforce, every: 10s, end: None}");

        // When
        try (Operator _ =
                RunningOperator.start(installation.kubeconfig(), Job.CAPACITY, Job.DRAIN)) {
            Awaitility.await().atMost(PATIENCE).until(() -> open().size() == 1 && settled());

            // Then
            ConsolidationStatus status = status();
            assertThat(status.removable()).isZero();
            assertThat(status.draining()).isEmpty();
        }
        awaitAllPodsOn(open().getFirst());
        List<NodeDrain> drains = drains();
        assertThat(drains)
                .hasSize(2)
                .allSatisfy(drain -> assertThat(drain.status().phase()).isEqualTo(Phase.SUCCEEDED));
        assertThat(drains.get(1).createdAt())
                .as("the second waits for the first")
                .isAfterOrEqualTo(drains.get(0).status().finished().orElseThrow().minusSeconds(1));
    }

    @Test
    void theCommandCarriesItsPlanOut() {
        // Given
        Installation installation = Installation.on(controlPlane, Job.DRAIN);
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        // When
        int code;
        try (Operator _ = RunningOperator.start(installation.kubeconfig(), Job.DRAIN)) {
            code =
                    run(
                            told,
                            "plan",
                            "consolidate",
                            "--min-nodes",
                            "2",
                            "--apply",
                            "--end",
                            "None",
                            "--kubeconfig",
                            controlPlane.kubeconfig().toString());
        }

        // Then
        assertThat(code).as(told.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("is to be drained", "1 nodes were drained.");
        assertThat(open()).hasSize(2);
        assertThat(drains())
                .singleElement()
                .satisfies(drain -> assertThat(drain.status().phase()).isEqualTo(Phase.SUCCEEDED));
    }

    private int run(ByteArrayOutputStream err, String... line) {
        Shell shell =
                new Shell(
                        InputStream.nullInputStream(),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        Path.of(""),
                        Clock.systemUTC(),
                        false);
        return new CommandRunner(shell).run(line);
    }

    private void apply(String spec) {
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: plimsoll.dev/v1alpha1
                        kind: ConsolidationPolicy
                        metadata: {name: all}
                        spec: %s
                        """
                                .formatted(spec))
                .create();
    }

    private boolean settled() {
        return status().conditions().stream()
                .anyMatch(condition -> condition.reason().equals("NothingToRemove"));
    }

    private ConsolidationStatus status() {
        return ConsolidationPolicyReader.read(
                        JSON.<JsonNode>valueToTree(
                                controlPlane
                                        .client()
                                        .genericKubernetesResources(
                                                ConsolidationPolicy.API_VERSION,
                                                ConsolidationPolicy.KIND)
                                        .withName("all")
                                        .get()))
                .status();
    }

    private List<NodeDrain> drains() {
        List<GenericKubernetesResource> all =
                controlPlane
                        .client()
                        .genericKubernetesResources(NodeDrain.API_VERSION, NodeDrain.KIND)
                        .list()
                        .getItems();
        return all.stream()
                .map(one -> NodeDrainReader.read(JSON.<JsonNode>valueToTree(one)))
                .sorted(Comparator.comparing(NodeDrain::createdAt))
                .toList();
    }

    private List<String> open() {
        return controlPlane.client().nodes().list().getItems().stream()
                .filter(node -> !Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .map(Node::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    private void awaitAllPodsOn(String node) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        workloads.pods().stream()
                                                .filter(Workloads::ready)
                                                .filter(pod ->
                                                        pod.getSpec().getNodeName().equals(node)))
                                .hasSize(PODS + 1));
    }
}
