package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.nodedrain.PodState;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's drain job with the rights it ships with, on the real API server and moto. */
@RealCluster
@RealMoto
class NodeDrainIT {

    private static final List<String> AWS =
            List.of("aws.endpointUrl", "aws.accessKeyId", "aws.secretAccessKey");

    private final ControlPlane controlPlane;
    private final NodeHand hand;
    private final Moto moto;
    private final NodeDrains drains;
    private final List<Integer> podsAtTheEnd = new CopyOnWriteArrayList<>();
    private Machines machines;
    private Workloads workloads;
    private AwsCalls aws;
    private Installation installation;

    NodeDrainIT(ControlPlane controlPlane, NodeHand hand, Moto moto) {
        this.controlPlane = controlPlane;
        this.hand = hand;
        this.moto = moto;
        drains = new NodeDrains(controlPlane);
        machines = new Machines(controlPlane, moto);
        workloads = new Workloads(controlPlane);
        aws = new AwsCalls(moto, this::counted);
        installation = new Installation(controlPlane);
    }

    @BeforeEach
    void begin() {
        aws.close();
        machines = new Machines(controlPlane, moto);
        workloads = new Workloads(controlPlane);
        aws = new AwsCalls(moto, this::counted);
        installation = Installation.on(controlPlane, Job.DRAIN);
        System.setProperty("aws.endpointUrl", aws.endpoint().toString());
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    private void counted(String instance) {
        podsAtTheEnd.add(workloads.movableOn(machines.nodeOf(instance)).size());
    }

    @AfterEach
    void end() {
        AWS.forEach(System::clearProperty);
        aws.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(4));
    }

    @Test
    void nodeIsEmptiedInThePlansOrderAndItsInstanceTerminatedOnce() {
        // Given
        String instance = machines.add("node-a");
        workloads.deployment("web", 3, "");
        workloads.statefulSetWithVolume("db");
        workloads.daemonSet("agent");
        workloads.budget("web", "web", 2);
        workloads.awaitReady(5);
        machines.add("node-b");
        workloads.awaitReady(6);
        workloads.attach("db-volume", "node-a");
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        try (Operator _ = RunningOperator.start(installation.kubeconfig(), Job.DRAIN)) {
            drains.order("one", "{nodeName: node-a, reason: its disk is full}");
            await().until(() -> drains.get("one").status().message().contains("db-volume"));
            assertThat(machines.state(instance)).isEqualTo("running");
            workloads.detach("db-volume");
            await().until(() -> drains.get("one").ended() && !drains.get("one").finalized());
        }

        // Then
        NodeDrain drain = drains.get("one");
        assertThat(drain.status().phase()).as(drain.status().message()).isEqualTo(Phase.SUCCEEDED);
        List<String> planned =
                drain.status().steps().stream()
                        .filter(step -> step.state() == PodState.GONE)
                        .map(PodStep::pod)
                        .toList();
        List<AuditEvent> evictions = evictions(mark);
        assertThat(evictions).hasSize(4).allMatch(event -> event.code() == 201);
        assertThat(evictions)
                .extracting(event -> event.namespace() + "/" + event.name())
                .isEqualTo(planned);
        assertThat(planned.getLast()).endsWith("/db-0");
        assertThat(drain.status().pods().skipped()).isEqualTo(1);
        assertThat(aws.terminated()).containsExactly(instance);
        assertThat(podsAtTheEnd).containsExactly(0);
        assertThat(machines.state(instance)).isIn("shutting-down", "terminated");
        assertThat(refused(mark)).isEmpty();
    }

    @Test
    void drainThatIsBlockedSaysByWhatAndOpensTheNodeWhenItIsDeleted() {
        // Given
        machines.add("node-a");
        workloads.deployment("web", 2, "");
        workloads.budget("strict", "web", 2);
        workloads.awaitReady(2);
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        try (Operator _ = RunningOperator.start(installation.kubeconfig(), Job.DRAIN)) {
            drains.order("one", "{nodeName: node-a}");
            await().until(() -> !drains.get("one").status().blockedBy().isEmpty());
            assertThat(drains.get("one").status().blockedBy().getFirst().budget())
                    .isEqualTo(workloads.namespace() + "/strict");
            await().until(() -> machines.closed("node-a"));
            drains.delete("one");
            await().until(() -> drains.find("one").isEmpty());
        }

        // Then
        assertThat(machines.closed("node-a")).isFalse();
        assertThat(machines.marked("node-a")).isFalse();
        assertThat(evictions(mark)).isEmpty();
        assertThat(aws.terminated()).isEmpty();
        assertThat(refused(mark)).isEmpty();
    }

    @Test
    void nodeThatAPersonClosedStaysClosedWhenItsDrainIsCancelled() {
        // Given
        machines.add("node-a");
        workloads.deployment("web", 1, "");
        workloads.budget("strict", "web", 1);
        workloads.awaitReady(1);
        hand.cordon("node-a", true);

        // When
        try (Operator _ = RunningOperator.start(installation.kubeconfig(), Job.DRAIN)) {
            drains.order("one", "{nodeName: node-a}");
            await().until(() -> !drains.get("one").status().blockedBy().isEmpty());
            drains.cancel("one");
            await().until(() -> drains.get("one").ended());
        }

        // Then
        assertThat(drains.get("one").status().phase()).isEqualTo(Phase.CANCELLED);
        assertThat(machines.closed("node-a")).isTrue();
        assertThat(machines.marked("node-a")).isFalse();
    }

    @Test
    void nodeThatAnotherControllerRemovesMeanwhileIsLeftToIt() {
        // Given
        machines.add("node-a");
        workloads.deployment("web", 2, "");
        workloads.budget("strict", "web", 2);
        workloads.awaitReady(2);
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        try (Operator _ = RunningOperator.start(installation.kubeconfig(), Job.DRAIN)) {
            drains.order("one", "{nodeName: node-a}");
            await().until(() -> !drains.get("one").status().blockedBy().isEmpty());
            machines.remove("node-a");
            await().until(() -> drains.get("one").ended() && !drains.get("one").finalized());
        }

        // Then
        assertThat(drains.get("one").status().phase())
                .as(drains.get("one").status().message())
                .isEqualTo(Phase.SUCCEEDED);
        assertThat(evictions(mark)).isEmpty();
        assertThat(aws.terminated()).isEmpty();
    }

    @Test
    void nodeOfKarpentersEndsByItsClaimAndNotBehindItsBack() {
        // Given
        String instance = machines.add("node-a");
        hand.label("node-a", "karpenter.sh/nodepool", "default");
        new Claims(controlPlane).add("default-abc", machines.providerId("node-a"));
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        try (Operator _ = RunningOperator.start(installation.kubeconfig(), Job.DRAIN)) {
            drains.order("one", "{nodeName: node-a}");
            await().until(() -> drains.get("one").ended());
        }

        // Then
        assertThat(drains.get("one").status().phase())
                .as(drains.get("one").status().message())
                .isEqualTo(Phase.SUCCEEDED);
        assertThat(drains.get("one").status().message()).contains("default-abc");
        assertThat(
                        controlPlane
                                .auditLog()
                                .since(
                                        mark,
                                        event ->
                                                event.verb().equals("delete")
                                                        && event.resource().equals("nodeclaims")))
                .hasSize(1);
        assertThat(aws.terminated()).isEmpty();
        assertThat(machines.state(instance)).isEqualTo("running");
        assertThat(refused(mark)).isEmpty();
    }

    private List<AuditEvent> evictions(AuditLog.Mark mark) {
        return controlPlane
                .auditLog()
                .since(
                        mark,
                        event ->
                                event.user().equals(Installation.USER)
                                        && event.subresource().equals("eviction"));
    }

    /** What the rights that are shipped do not cover. */
    private List<AuditEvent> refused(AuditLog.Mark mark) {
        return controlPlane
                .auditLog()
                .since(
                        mark,
                        event -> event.user().equals(Installation.USER) && event.code() == 403);
    }
}
