package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.nodedrain.PodState;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.ExportedDisk;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.NodeExporters;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.PrometheusServer;
import dev.plimsoll.testbed.PrometheusServer.Target;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node whose disk fills goes from warned to terminated by itself: the operator's process with the
 * roles it ships with, a real control plane, disks as a real Prometheus scrapes them, and moto for
 * the cloud.
 */
@RealCluster
@RealMoto
final class FullDiskIT {

    private static final String FULL = "node-full";
    private static final String SPARE = "node-spare";
    private static final String FOREIGN = "node-foreign";

    private final ControlPlane controlPlane;
    private final NodeHand hand;
    private final Moto moto;
    private final Machines machines;
    private final NodeDrains drains;
    private final List<Integer> podsAtTheEnd = new CopyOnWriteArrayList<>();

    FullDiskIT(ControlPlane controlPlane, NodeHand hand, Moto moto) {
        this.controlPlane = controlPlane;
        this.hand = hand;
        this.moto = moto;
        machines = new Machines(controlPlane, moto);
        drains = new NodeDrains(controlPlane);
    }

    @Test
    void nodeGoesFromWarnedToTerminatedByItselfAndNoOtherIsTouched(@TempDir Path folder) {
        // Given
        Installation installation = Installation.on(controlPlane, Job.DRAINPOLICY, Job.DRAIN);
        String instance = machines.add(FULL);
        Workloads workloads = fill();
        String foreign = machines.add(FOREIGN);
        machines.add(SPARE);
        List.of(FULL, SPARE).forEach(node -> hand.label(node, "team", "shop"));
        workloads.awaitReady(11);
        workloads.attach("db-volume", FULL);
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        try (NodeExporters exporters = NodeExporters.start();
                PrometheusServer prometheus =
                        PrometheusServer.start(
                                exporters, List.of(target(FULL), target(SPARE), target(FOREIGN)));
                AwsCalls aws = new AwsCalls(moto, _ -> countPods(workloads));
                KilledOperator operator =
                        new KilledOperator(
                                controlPlane,
                                installation.kubeconfig(),
                                aws.endpoint(),
                                folder.resolve("operator.log").toFile(),
                                "drainpolicy,drain")) {
            exporters.show(FULL, ExportedDisk.root(50, 10));
            exporters.show(SPARE, ExportedDisk.root(50, 10));
            exporters.show(FOREIGN, ExportedDisk.root(99, 10));
            controlPlane.client().resource(policy(prometheus)).create();
            operator.start();
            await().until(() -> status().path("matching").asInt() == 2);

            // When
            exporters.show(FULL, ExportedDisk.root(78, 10));
            await().until(() -> state().equals("Warned"));
            boolean drainedAlready = drain().isPresent();
            exporters.show(FULL, ExportedDisk.root(85, 10));
            await().until(() ->
                    drain().filter(one -> one.status().message().contains("db-volume"))
                            .isPresent());
            String beforeItIsDetached = machines.state(instance);
            workloads.detach("db-volume");
            await().until(() -> drain().filter(NodeDrain::ended).isPresent());
            await().until(() -> drain().filter(NodeDrain::finalized).isEmpty());

            // Then
            NodeDrain drain = drain().orElseThrow();
            assertThat(drainedAlready).isFalse();
            assertThat(drain.status().phase())
                    .as(drain.status().message())
                    .isEqualTo(Phase.SUCCEEDED);
            assertThat(beforeItIsDetached).isEqualTo("running");
            assertThat(aws.terminated()).containsExactly(instance);
            assertThat(podsAtTheEnd).containsExactly(0);
            assertThat(machines.state(instance)).isIn("shutting-down", "terminated");
            assertThat(machines.state(foreign)).isEqualTo("running");
            assertEvictions(drain, mark);
        }
        assertThat(ours(mark))
                .noneMatch(event -> event.code() == 403)
                .noneMatch(event -> event.isWrite() && event.name().equals(FOREIGN));
        assertThat(machines.closed(FOREIGN)).isFalse();
        assertThat(allDrains()).hasSize(1);
        assertThat(events()).contains("NodeWarned", "Started", "Cordoned", "Succeeded");
    }

    /** In the order of the plan, which is by tier, and each pod once. */
    private void assertEvictions(NodeDrain drain, AuditLog.Mark mark) {
        List<PodStep> gone =
                drain.status().steps().stream()
                        .filter(step -> step.state() == PodState.GONE)
                        .toList();
        assertThat(gone).extracting(PodStep::tier).isSorted();
        assertThat(gone)
                .extracting(PodStep::tier)
                .contains(Tier.STATELESS, Tier.UNMANAGED, Tier.STATEFUL, Tier.CRITICAL);
        List<AuditEvent> evictions =
                ours(mark).stream()
                        .filter(event -> event.subresource().equals("eviction"))
                        .toList();
        assertThat(evictions)
                .extracting(event -> event.namespace() + "/" + event.name())
                .isEqualTo(gone.stream().map(PodStep::pod).toList());
        assertThat(evictions).hasSize(7).allMatch(event -> event.code() == 201);
        assertThat(drain.status().pods().skipped()).isEqualTo(2);
    }

    private Workloads fill() {
        Workloads workloads = new Workloads(controlPlane);
        workloads.deployment("web", 2, "");
        workloads.budget("web", "web", 1);
        workloads.statefulSet("queue", 1);
        workloads.statefulSetWithVolume("db");
        workloads.deployment("dns", 1, "system-cluster-critical");
        workloads.daemonSet("agent");
        workloads.apply(
                """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: report}
                spec:
                  template:
                    metadata: {annotations: {pod-complete.stage.kwok.x-k8s.io/delay: 30m}}
                    spec:
                      restartPolicy: Never
                      terminationGracePeriodSeconds: 1
                      containers: [{name: main, image: example.com/none}]
                """);
        workloads.apply(pod("bare", "{}"));
        workloads.apply(pod("static", "{kubernetes.io/config.mirror: of-a-file}"));
        // One each of report, bare, static, queue, db, dns and agent, and two of web.
        workloads.awaitReady(9);
        return workloads;
    }

    private static String pod(String name, String annotations) {
        return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, annotations: %s}
        spec:
          nodeName: %s
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: example.com/none}]
        """
                .formatted(name, annotations, FULL);
    }

    private static String policy(PrometheusServer prometheus) {
        return """
        apiVersion: plimsoll.dev/v1alpha1
        kind: NodeDrainPolicy
        metadata: {name: full-disks}
        spec:
          mode: Enforce
          nodeSelector: {matchLabels: {team: shop}}
          triggers: [{disk: {warnPercent: 75, drainPercent: 80, for: 2s}}]
          limits: {circuitBreakerPercent: 50}
          drain: {force: Unmanaged}
          signals: {prometheus: {url: '%s'}}
        """
                .formatted(prometheus.url());
    }

    private static Target target(String node) {
        return new Target(node, Map.of("node", node));
    }

    /** Those of static and DaemonSet pods stay. */
    private void countPods(Workloads workloads) {
        podsAtTheEnd.add(
                (int)
                        workloads.movableOn(FULL).stream()
                                .filter(pod -> !pod.getMetadata().getName().equals("static"))
                                .count());
    }

    private JsonNode status() {
        return new ObjectMapper()
                .<JsonNode>valueToTree(
                        controlPlane
                                .client()
                                .genericKubernetesResources(
                                        "plimsoll.dev/v1alpha1", "NodeDrainPolicy")
                                .withName("full-disks")
                                .get())
                .path("status");
    }

    /** How the policy sees the node that fills. */
    private String state() {
        for (JsonNode entry : status().path("nodes")) {
            if (entry.path("name").asText().equals(FULL)) {
                return entry.path("state").asText();
            }
        }
        return "";
    }

    private List<String> allDrains() {
        return controlPlane
                .client()
                .genericKubernetesResources("plimsoll.dev/v1alpha1", "NodeDrain")
                .list()
                .getItems()
                .stream()
                .map(one -> one.getMetadata().getName())
                .toList();
    }

    private Optional<NodeDrain> drain() {
        return allDrains().stream().findFirst().flatMap(drains::find);
    }

    private List<String> events() {
        return controlPlane
                .client()
                .events()
                .v1()
                .events()
                .inAnyNamespace()
                .list()
                .getItems()
                .stream()
                .map(event -> event.getReason())
                .toList();
    }

    private List<AuditEvent> ours(AuditLog.Mark mark) {
        return controlPlane.auditLog().since(mark, event -> event.user().equals(Installation.USER));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(4));
    }
}
