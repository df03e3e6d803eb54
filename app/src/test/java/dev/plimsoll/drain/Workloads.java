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
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .createOrReplace();
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
