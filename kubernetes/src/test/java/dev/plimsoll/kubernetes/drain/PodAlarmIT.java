package dev.plimsoll.kubernetes.drain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainWait;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What wakes a drain, from a real API server. */
@RealCluster
class PodAlarmIT {

    private final ControlPlane controlPlane;
    private final FleetFiller filler;
    private final Semaphore woken = new Semaphore(0);
    private String namespace = "";
    private String node = "";

    PodAlarmIT(ControlPlane controlPlane, FleetFiller filler) {
        this.controlPlane = controlPlane;
        this.filler = filler;
    }

    @BeforeEach
    void fill() {
        namespace = controlPlane.newNamespace("alarm");
        node = filler.addNodes(1).getFirst();
    }

    @Test
    void podsEndWakesOnceAndNoOtherChangeDoes() throws Exception {
        // Given
        String uid = pod("web-1", "").getMetadata().getUid();
        pod("web-2", "");
        try (Cluster cluster = cluster(controlPlane.kubeconfig());
                PodAlarms alarms = new PodAlarms(cluster, Clock.systemUTC());
                DrainAlarm alarm = alarms.alarm(woken::release)) {
            DrainWait wait = new DrainWait(node, Set.of(uid), Map.of(), List.of());
            await().until(() -> alarm.set(wait));
            resource("web-2").delete();
            await().until(() -> resource("web-2").get() == null);
            resource("web-1")
                    .edit(pod -> {
                        pod.getMetadata().setLabels(Map.of("changed", "yes"));
                        return pod;
                    });
            int before = woken.drainPermits();

            // When
            resource("web-1").delete();
            boolean rang = woken.tryAcquire(3, TimeUnit.MINUTES);

            // Then
            assertThat(before).isZero();
            assertThat(rang).isTrue();
            assertThat(alarm.set(wait)).isTrue();
            assertThat(woken.availablePermits()).isZero();
        }
    }

    @Test
    void podThatIsGoneBeforeTheWatchBeginsWakesToo() throws Exception {
        // Given
        pod("web-1", "");
        try (Cluster cluster = cluster(controlPlane.kubeconfig());
                PodAlarms alarms = new PodAlarms(cluster, Clock.systemUTC());
                DrainAlarm alarm = alarms.alarm(woken::release)) {

            DrainWait wait =
                    new DrainWait(node, Set.of("a-pod-that-has-gone"), Map.of(), List.of());

            // When it is set again until all is watched, as a drain does
            await().until(() -> alarm.set(wait));

            // Then
            assertThat(woken.tryAcquire(3, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void replacementThatBecomesReadyWakes() throws Exception {
        // Given
        pod("web-1", "");
        await().until(() -> ready("web-1"));
        Workload workload = new Workload(namespace, new OwnerReference("Shop", "web"));
        try (Cluster cluster = cluster(controlPlane.kubeconfig());
                PodAlarms alarms = new PodAlarms(cluster, Clock.systemUTC());
                DrainAlarm alarm = alarms.alarm(woken::release)) {
            DrainWait wait = new DrainWait(node, Set.of(), Map.of(workload, 2), List.of());
            await().until(() -> alarm.set(wait));

            // When
            pod("web-2", "3s");
            boolean rang = woken.tryAcquire(3, TimeUnit.MINUTES);

            // Then
            assertThat(rang).isTrue();
            assertThat(ready("web-2")).isTrue();
        }
    }

    @Test
    void budgetThatAllowsADisruptionAgainWakes() throws Exception {
        // Given a budget that wants one more pod than there is
        pod("web-1", "");
        await().until(() -> ready("web-1"));
        controlPlane
                .client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace)
                .load(new ByteArrayInputStream(BUDGET.getBytes(UTF_8)))
                .create();
        DrainPod blocked =
                DrainPodReader.read(new ObjectMapper().valueToTree(resource("web-1").get()));
        try (Cluster cluster = cluster(controlPlane.kubeconfig());
                PodAlarms alarms = new PodAlarms(cluster, Clock.systemUTC());
                DrainAlarm alarm = alarms.alarm(woken::release)) {
            alarm.set(new DrainWait(node, Set.of(), Map.of(), List.of(blocked)));
            boolean before = woken.tryAcquire(2, TimeUnit.SECONDS);

            // When
            controlPlane
                    .client()
                    .policy()
                    .v1()
                    .podDisruptionBudget()
                    .inNamespace(namespace)
                    .withName("web")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"minAvailable\": 0}}");
            boolean rang = woken.tryAcquire(3, TimeUnit.MINUTES);

            // Then
            assertThat(before).isFalse();
            assertThat(rang).isTrue();
        }
    }

    @Test
    void withoutTheRightToWatchNothingIsPromised() throws Exception {
        // Given
        controlPlane.client().resource(LIST_ONLY).serverSideApply();
        controlPlane.client().resource(BINDING).serverSideApply();
        Path kubeconfig = controlPlane.serviceAccountKubeconfig("default", "lister");
        String uid = pod("web-1", "").getMetadata().getUid();
        try (Cluster cluster = cluster(kubeconfig);
                PodAlarms alarms = new PodAlarms(cluster, Clock.systemUTC());
                DrainAlarm alarm = alarms.alarm(woken::release)) {
            DrainWait wait = new DrainWait(node, Set.of(uid), Map.of(), List.of());

            // When
            boolean promised = alarm.set(wait);
            for (int time = 0; time < 20; time++) {
                promised |= alarm.set(wait);
                woken.tryAcquire(100, TimeUnit.MILLISECONDS);
            }

            // Then
            assertThat(promised).isFalse();
        }
    }

    private static final String BUDGET =
            """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            spec: {minAvailable: 2, selector: {}}
            """;

    private static final String LIST_ONLY =
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: lister}
            rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]
            """;

    private static final String BINDING =
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: lister}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: lister}
            subjects: [{kind: ServiceAccount, name: lister, namespace: default}]
            """;

    /**
     * Makes a pod that a controller owns which nobody plays.
     *
     * @param readyAfter a time, such as {@code 3s}; empty for at once
     */
    private Pod pod(String name, String readyAfter) {
        return controlPlane
                .client()
                .pods()
                .inNamespace(namespace)
                .load(
                        new ByteArrayInputStream(
                                """
                                apiVersion: v1
                                kind: Pod
                                metadata:
                                  name: %s
                                  annotations: {pod-ready.stage.kwok.x-k8s.io/delay: "%s"}
                                  ownerReferences:
                                  - {apiVersion: example.com/v1, kind: Shop, name: web, uid: 00000000-0000-0000-0000-000000000001, controller: true}
                                spec:
                                  nodeName: %s
                                  terminationGracePeriodSeconds: 1
                                  containers: [{name: main, image: example.com/none}]
                                """
                                        .formatted(
                                                name,
                                                readyAfter.isEmpty() ? "0s" : readyAfter,
                                                node)
                                        .getBytes(UTF_8)))
                .create();
    }

    private PodResource resource(String name) {
        return controlPlane.client().pods().inNamespace(namespace).withName(name);
    }

    private boolean ready(String name) {
        Pod pod = resource(name).get();
        return pod != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                condition.getType().equals("Ready")
                                        && condition.getStatus().equals("True"));
    }

    private static Cluster cluster(Path kubeconfig) throws ApiException {
        return new Cluster(
                new ClusterSource.Kubeconfig(kubeconfig, Optional.empty()), Deadlines.STANDARD);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3));
    }
}
