package dev.plimsoll.drain;

import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Real controllers with real pods in a namespace of their own. */
final class Workloads {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final KubernetesClient client;
    private final String namespace;

    Workloads(ControlPlane controlPlane) {
        client = controlPlane.client();
        namespace = controlPlane.newNamespace("drain");
    }

    String namespace() {
        return namespace;
    }

    /** Applies YAML in the namespace. */
    void apply(String yaml) {
        client.load(stream(yaml)).inNamespace(namespace).createOrReplace();
    }

    private static ByteArrayInputStream stream(String yaml) {
        return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    }

    void deployment(String name, int replicas, String priorityClass) {
        apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      priorityClassName: %s
                      terminationGracePeriodSeconds: 1
                      containers: [{name: main, image: example.com/none}]
                """
                        .formatted(name, replicas, name, name, priorityClass));
    }

    void statefulSet(String name, int replicas) {
        apply(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: %s}
                spec:
                  replicas: %d
                  serviceName: %s
                  podManagementPolicy: Parallel
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers: [{name: main, image: example.com/none}]
                """
                        .formatted(name, replicas, name, name, name));
    }

    /** One pod, with a volume that is there already: {@code NAME-volume}. */
    void statefulSetWithVolume(String name) {
        apply(
                """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s-volume}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  storageClassName: by-hand
                  csi: {driver: none.example.com, volumeHandle: one}
                """
                        .formatted(name));
        apply(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: %1$s}
                spec:
                  replicas: 1
                  serviceName: %1$s
                  selector: {matchLabels: {app: %1$s}}
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec:
                      accessModes: [ReadWriteOnce]
                      storageClassName: by-hand
                      resources: {requests: {storage: 1Gi}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers:
                      - {name: main, image: example.com/none, volumeMounts: [{name: data, mountPath: /data}]}
                """
                        .formatted(name));
    }

    /** Says that the volume is attached to the node, as its driver would. */
    void attach(String volume, String node) {
        client.load(
                        stream(
                                """
                                apiVersion: storage.k8s.io/v1
                                kind: VolumeAttachment
                                metadata: {name: attached-%1$s}
                                spec: {attacher: none.example.com, nodeName: %2$s, source: {persistentVolumeName: %1$s}}
                                """
                                        .formatted(volume, node)))
                .createOrReplace();
    }

    void detach(String volume) {
        client.storage().v1().volumeAttachments().withName("attached-" + volume).delete();
    }

    void daemonSet(String name) {
        apply(
                """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: %s}
                spec:
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      containers: [{name: main, image: example.com/none}]
                """
                        .formatted(name, name, name));
    }

    void scale(String deployment, int replicas) {
        client.apps().deployments().inNamespace(namespace).withName(deployment).scale(replicas);
    }

    void budget(String name, String app, int minAvailable) {
        apply(
                """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: %s}
                spec: {minAvailable: %d, selector: {matchLabels: {app: %s}}}
                """
                        .formatted(name, minAvailable, app));
    }

    /** Waits until the namespace has so many ready pods, and each budget has been looked at. */
    void awaitReady(int pods) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> pods().stream().filter(Workloads::ready).count() == pods);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        client
                                .policy()
                                .v1()
                                .podDisruptionBudget()
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .stream()
                                .allMatch(budget ->
                                        budget.getStatus() != null
                                                && budget.getStatus().getExpectedPods() > 0
                                                && budget.getStatus().getCurrentHealthy()
                                                        >= budget.getStatus().getDesiredHealthy()));
    }

    List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    /** The pods on a node, but those of DaemonSets. */
    List<Pod> movableOn(String node) {
        return pods().stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .filter(pod ->
                        pod.getMetadata().getOwnerReferences().stream()
                                .noneMatch(owner -> owner.getKind().equals("DaemonSet")))
                .toList();
    }

    static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition ->
                        condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
