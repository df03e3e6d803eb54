package dev.plimsoll.drainpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.ExportedDisk;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.KubeletStand;
import dev.plimsoll.testbed.NodeExporters;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.PrometheusServer;
import dev.plimsoll.testbed.PrometheusServer.Target;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The operator with the role it ships with, on a real control plane: disks as a real Prometheus
 * scrapes them, or as kubelets say that ask the API server whom to let in.
 */
@RealCluster
final class DrainPolicyIT {

    private final ControlPlane controlPlane;

    DrainPolicyIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    private static String policy(String name, String mode, String signals) {
        return """
        apiVersion: plimsoll.dev/v1alpha1
        kind: NodeDrainPolicy
        metadata: {name: %s}
        spec:
          mode: %s
          nodeSelector: {matchLabels: {team: %s}}
          triggers: [{disk: {warnPercent: 75, drainPercent: 80, for: 2s}}]
          limits: {circuitBreakerPercent: 50}
          signals: %s
        """
                .formatted(name, mode, name, signals);
    }

    @Test
    void diskThatFillsIsWarnedOfThenDrainedOrOnlyRecommended(FleetFiller filler, NodeHand hand) {
        // Given
        PolicyInstallation installation =
                PolicyInstallation.on(controlPlane, Set.of(Job.DRAINPOLICY));
        List<String> nodes = filler.fill(FleetShape.ofNodes(6));
        List.of(0, 1, 2).forEach(i -> hand.label(nodes.get(i), "team", "enforced"));
        List.of(3, 4).forEach(i -> hand.label(nodes.get(i), "team", "advised"));
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        try (NodeExporters exporters = NodeExporters.start()) {
            for (int i = 0; i < nodes.size(); i++) {
                exporters.show("n" + i, ExportedDisk.root(i == 5 ? 99 : 50, 10));
            }
            List<Target> targets =
                    nodes.stream()
                            .map(node ->
                                    new Target(
                                            "n" + nodes.indexOf(node),
                                            Map.of("instance", address(node) + ":9100")))
                            .toList();
            try (PrometheusServer prometheus = PrometheusServer.start(exporters, targets);
                    Operator operator = installation.operator()) {
                String signals = "{prometheus: {url: '" + prometheus.url() + "'}}";
                installation.create(policy("enforced", "Enforce", signals));
                installation.create(policy("advised", "Recommend", signals));
                await().atMost(PolicyInstallation.PATIENCE)
                        .until(() ->
                                installation
                                                .policy("advised")
                                                .orElseThrow()
                                                .at("/status/matching")
                                                .asInt()
                                        == 2);

                // When
                exporters.show("n0", ExportedDisk.root(78, 10));
                exporters.show("n3", ExportedDisk.root(85, 10));
                await().atMost(PolicyInstallation.PATIENCE)
                        .until(() ->
                                installation.state("enforced", nodes.get(0)).equals("Warned")
                                        && installation
                                                .state("advised", nodes.get(3))
                                                .equals("Over"));
                assertThat(installation.drains()).isEmpty();
                exporters.show("n0", ExportedDisk.root(85, 10));
                await().atMost(PolicyInstallation.PATIENCE)
                        .until(() -> !installation.drains().isEmpty());

                // Then
                assertThat(installation.drains())
                        .singleElement()
                        .satisfies(drain -> {
                            assertThat(drain.at("/spec/nodeName").asText()).isEqualTo(nodes.get(0));
                            assertThat(drain.at("/spec/reason").asText())
                                    .startsWith(
                                            "NodeDrainPolicy enforced: disk at 85 % of / since");
                        });
                await().atMost(PolicyInstallation.PATIENCE)
                        .until(() ->
                                installation.state("enforced", nodes.get(0)).equals("Draining"));
                assertThat(operator.metrics())
                        .contains("plimsoll_drain_policy_ordered_total{policy=\"enforced\"} 1.0");

                // When
                prometheus.server().kill();
                await().atMost(PolicyInstallation.PATIENCE)
                        .until(() -> !installation.amiss("advised", "SignalsAvailable").isEmpty());

                // Then
                assertThat(installation.amiss("advised", "SignalsAvailable"))
                        .startsWith("Nothing is done without data: Prometheus at 127.0.0.1:")
                        .contains("refuses connections");
                assertThat(installation.drains()).hasSize(1);
                // Looked at before the process ends: a request that its end cuts off is a 500
                // there.
                assertThat(controlPlane.auditLog().since(mark, DrainPolicyIT::isOurs))
                        .filteredOn(AuditEvent::isWrite)
                        .allMatch(event -> event.code() < 400 || event.code() == 409);
            }
        }
        assertThat(controlPlane.auditLog().since(mark, DrainPolicyIT::isOurs))
                .filteredOn(AuditEvent::isWrite)
                .noneMatch(event ->
                        event.resource().equals("nodes") || event.resource().equals("pods"));
    }

    @Test
    void kubeletThatLetsUsInByTheRightToStatsHasItsFullNodeDrained() {
        // Given
        PolicyInstallation installation =
                PolicyInstallation.on(controlPlane, Set.of(Job.DRAINPOLICY, Job.DRAIN));
        try (KubeletStand kubelet =
                new KubeletStand(
                        "real",
                        "127.0.0.1",
                        controlPlane.authority().server("real", List.of("127.0.0.1")),
                        this::mayReadStats)) {
            kubelet.show(91, 20, Clock.systemUTC());
            node("real", kubelet.port());
            try (Operator operator = installation.operator()) {

                // When
                installation.create(policy("enforced", "Enforce", "{kubelet: {}}"));
                await().atMost(PolicyInstallation.PATIENCE)
                        .until(() ->
                                installation.drains().stream()
                                        .anyMatch(drain ->
                                                drain.at("/status/phase")
                                                        .asText()
                                                        .equals("Succeeded")));

                // Then
                assertThat(installation.drains())
                        .singleElement()
                        .satisfies(drain ->
                                assertThat(drain.at("/spec/reason").asText())
                                        .contains("disk at 91 % of nodefs"));
                assertThat(
                                controlPlane
                                        .client()
                                        .nodes()
                                        .withName("real")
                                        .get()
                                        .getSpec()
                                        .getUnschedulable())
                        .isTrue();
                assertThat(operator.port()).isPositive();
            }
        }
    }

    /** As a kubelet with webhook authentication and authorization does it. */
    private boolean mayReadStats(String token, String node) {
        TokenReview review =
                controlPlane
                        .client()
                        .resource(
                                new TokenReviewBuilder()
                                        .withNewSpec()
                                        .withToken(token)
                                        .endSpec()
                                        .build())
                        .create();
        if (!Boolean.TRUE.equals(review.getStatus().getAuthenticated())) {
            return false;
        }
        return controlPlane
                .client()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(
                        new SubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withUser(review.getStatus().getUser().getUsername())
                                .withGroups(review.getStatus().getUser().getGroups())
                                .withNewResourceAttributes()
                                .withVerb("get")
                                .withResource("nodes")
                                .withSubresource("stats")
                                .withName(node)
                                .endResourceAttributes()
                                .endSpec()
                                .build())
                .getStatus()
                .getAllowed();
    }

    private void node(String name, int port) {
        String node =
                """
                apiVersion: v1
                kind: Node
                metadata: {name: %s, labels: {team: enforced}}
                status:
                  addresses: [{type: InternalIP, address: 127.0.0.1}]
                  daemonEndpoints: {kubeletEndpoint: {Port: %d}}
                """
                        .formatted(name, port);
        controlPlane.client().resource(node).create();
        controlPlane.client().resource(node).patchStatus();
    }

    private String address(String node) {
        return controlPlane
                .client()
                .nodes()
                .withName(node)
                .get()
                .getStatus()
                .getAddresses()
                .stream()
                .filter(address -> address.getType().equals("InternalIP"))
                .findFirst()
                .orElseThrow()
                .getAddress();
    }

    private static boolean isOurs(AuditEvent event) {
        return event.user().equals(PolicyInstallation.USER);
    }
}
