package dev.plimsoll.drainpolicy;

import static dev.plimsoll.drainpolicy.Timeline.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.PeerClient;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeDisk;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two real nodes, of which one runs out of bytes and the other out of inodes, with what their
 * kubelets say as the only source; and the same without Plimsoll. The kubelets' own thresholds are
 * those they come with.
 */
@RealCluster
@Tag("root")
final class RealKubeletIT {

    private final ControlPlane controlPlane;
    private final FleetFiller filler;

    RealKubeletIT(ControlPlane controlPlane, FleetFiller filler) {
        this.controlPlane = controlPlane;
        this.filler = filler;
    }

    @Test
    void podsHaveMovedBeforeTheKubeletsReportDiskPressure() {
        // Given
        PolicyInstallation installation =
                PolicyInstallation.on(controlPlane, Set.of(Job.DRAINPOLICY, Job.DRAIN));
        try (FillingNode bytes =
                        FillingNode.start(controlPlane, filler, "bytes", NodeDisk::fillBytes);
                FillingNode inodes =
                        FillingNode.start(controlPlane, filler, "inodes", NodeDisk::fillInodes);
                Operator operator = installation.operator()) {
            List<FillingNode> both = List.of(bytes, inodes);
            // The others' replacements find no room for a while.
            bytes.openSpare();
            AuditLog.Mark mark = controlPlane.auditLog().mark();
            installation.create(
                    policy("bytes", "disk: {warnPercent: 70, drainPercent: 80, for: 1s}"));
            installation.create(
                    policy("inodes", "inodes: {warnPercent: 80, drainPercent: 90, for: 1s}"));

            // When
            bytes.fillTo(77);
            inodes.fillTo(87);
            await().atMost(PolicyInstallation.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(both)
                                    .allSatisfy(it ->
                                            assertThat(installation.state(it.name(), it.name()))
                                                    .isEqualTo("Warned")));
            assertThat(installation.drains()).isEmpty();
            Instant over = Instant.now();
            bytes.fillTo(82);
            inodes.fillTo(92);
            Lowest ready = new Lowest(both);
            await().atMost(PolicyInstallation.PATIENCE)
                    .until(() ->
                            ready.look()
                                    && succeeded(installation) == 1
                                    && inodes.ready().count() == FillingNode.PODS - 1);
            inodes.openSpare();
            await().atMost(PolicyInstallation.PATIENCE)
                    .until(() -> ready.look() && succeeded(installation) == 2);

            // Then: a pod whose containers have ended is gone for a drain, and soon for the server
            await().atMost(PolicyInstallation.PATIENCE)
                    .untilAsserted(() -> assertThat(both).allSatisfy(this::hasMoved));
            assertThat(both).noneMatch(FillingNode::underDiskPressure);
            // The budget demands that one at most is missing.
            assertThat(ready.lowest()).isEqualTo(FillingNode.PODS - 1);
            Instant empty = Instant.now();

            // When
            bytes.fillTo(93);
            inodes.fillTo(97);
            await().atMost(PolicyInstallation.PATIENCE)
                    .until(() -> both.stream().allMatch(FillingNode::underDiskPressure));

            // Then
            assertThat(both).allSatisfy(this::hasMoved);
            List<AuditEvent> events = controlPlane.auditLog().since(mark);
            for (FillingNode node : both) {
                inOrder(new Timeline(node.name(), events), node, over, empty);
            }
            assertThat(installation.drains())
                    .extracting(drain -> drain.at("/spec/reason").asText())
                    .allMatch(reason -> reason.contains(" of nodefs since "));
            assertThat(operator.port()).isPositive();
        }
    }

    @Test
    void tokenOfTheOperatorReadsFiguresAndNothingElse() throws IOException {
        // Given
        Installation.on(controlPlane, Job.DRAINPOLICY);
        try (FillingNode node =
                        FillingNode.start(controlPlane, filler, "real", NodeDisk::fillBytes);
                PeerClient client =
                        new PeerClient(
                                new ClusterSource.Kubeconfig(
                                        new Installation(controlPlane).kubeconfig(),
                                        Optional.empty()),
                                Map.of())) {
            String pod = node.namespace() + "/" + node.pods().getFirst().getMetadata().getName();

            // When
            int summary = node.answerTo(client, "/stats/summary");

            // Then
            assertThat(summary).isEqualTo(200);
            assertThat(
                            List.of(
                                    "/pods",
                                    "/configz",
                                    "/metrics",
                                    "/logs/",
                                    "/containerLogs/" + pod + "/main",
                                    "/exec/" + pod + "/main?command=id",
                                    "/run/" + pod + "/main?cmd=id"))
                    .allSatisfy(path ->
                            assertThat(node.answerTo(client, path)).as(path).isEqualTo(403));
        }
    }

    @Test
    void kubeletsEvictByThemselvesWithoutPlimsoll() {
        // Given
        try (FillingNode bytes =
                        FillingNode.start(controlPlane, filler, "bytes", NodeDisk::fillBytes);
                FillingNode inodes =
                        FillingNode.start(controlPlane, filler, "inodes", NodeDisk::fillInodes)) {
            List<FillingNode> both = List.of(bytes, inodes);
            // The others' replacements find no room for a while.
            bytes.openSpare();
            AuditLog.Mark mark = controlPlane.auditLog().mark();

            // When
            Instant full = Instant.now();
            bytes.fillTo(93);
            inodes.fillTo(97);
            Lowest ready = new Lowest(List.of(inodes));
            await().atMost(PolicyInstallation.PATIENCE)
                    .until(() ->
                            ready.look()
                                    && ready.lowest() == 0
                                    && both.stream()
                                            .allMatch(it ->
                                                    it.evictedByKubelet().size()
                                                            >= FillingNode.PODS));

            // Then
            List<AuditEvent> events = controlPlane.auditLog().since(mark);
            for (FillingNode node : both) {
                Timeline timeline = new Timeline(node.name(), events);
                assertThat(timeline.evictions(node.namespace())).isEmpty();
                assertThat(node.underDiskPressure()).isTrue();
                assertThat(node.evictedByKubelet())
                        .allMatch(pod -> pod.getStatus().getPhase().equals("Failed"));
                // Killed: they would have left by themselves after three seconds.
                assertThat(exitCodes(node))
                        .hasSizeGreaterThanOrEqualTo(FillingNode.PODS)
                        .containsOnly(137);
                System.out.printf(
                        "%s without Plimsoll: full, pressure after %s, all pods evicted after %s%n",
                        node.name(),
                        seconds(full, timeline.underPressure()),
                        seconds(full, Instant.now()));
            }
            // The budget demands that one at most is missing; none was left.
            assertThat(ready.lowest()).isZero();
        }
    }

    private static void inOrder(Timeline timeline, FillingNode node, Instant over, Instant empty) {
        List<AuditEvent> evictions = timeline.evictions(node.namespace());
        assertThat(evictions).hasSize(FillingNode.PODS);
        Instant first = evictions.getFirst().time();
        assertThat(
                        List.of(
                                timeline.warned(),
                                over,
                                timeline.cordoned(),
                                first,
                                empty,
                                timeline.underPressure()))
                .isSorted()
                .doesNotContain(Instant.MAX);
        Instant last = Instant.MIN;
        for (AuditEvent eviction : evictions) {
            Instant gone = timeline.gone(node.namespace(), eviction.name());
            // It leaves in its own time.
            assertThat(Duration.between(eviction.received(), gone))
                    .isGreaterThan(Duration.ofSeconds(3));
            last = gone.isAfter(last) ? gone : last;
        }
        System.out.printf(
                "%s with Plimsoll: over the line, cordoned after %s, first eviction after another"
                        + " %s, last pod gone after %s more; full, pressure after %s%n",
                node.name(),
                seconds(over, timeline.cordoned()),
                seconds(timeline.cordoned(), first),
                seconds(first, last),
                seconds(empty, timeline.underPressure()));
    }

    /** All its pods are Ready on other nodes, and the kubelet had none to evict. */
    private void hasMoved(FillingNode node) {
        assertThat(node.pods()).hasSize(FillingNode.PODS).noneMatch(node::isHere);
        assertThat(node.ready()).hasSize(FillingNode.PODS);
        assertThat(node.evictedByKubelet()).isEmpty();
    }

    private static long succeeded(PolicyInstallation installation) {
        return installation.drains().stream()
                .filter(drain -> drain.at("/status/phase").asText().equals("Succeeded"))
                .count();
    }

    private static List<Integer> exitCodes(FillingNode node) {
        return node.evictedByKubelet().stream()
                .map(Pod::getStatus)
                .flatMap(status -> status.getContainerStatuses().stream())
                .map(ContainerStatus::getState)
                .filter(state -> state.getTerminated() != null)
                .map(state -> state.getTerminated().getExitCode())
                .toList();
    }

    private static String policy(String node, String trigger) {
        return """
        apiVersion: plimsoll.dev/v1alpha1
        kind: NodeDrainPolicy
        metadata: {name: %1$s}
        spec:
          mode: Enforce
          nodeSelector: {matchLabels: {team: %1$s}}
          triggers: [{%2$s}]
          end: None
        """
                .formatted(node, trigger);
    }

    /** The fewest ready pods that were seen of any of the nodes' Deployments. */
    private static final class Lowest {
        private final List<FillingNode> nodes;
        private long lowest = FillingNode.PODS;

        Lowest(List<FillingNode> nodes) {
            this.nodes = nodes;
        }

        boolean look() {
            nodes.forEach(node -> lowest = Math.min(lowest, node.ready().count()));
            return true;
        }

        long lowest() {
            return lowest;
        }
    }
}
