package dev.plimsoll.benchmarks.drain;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeHand;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Ten nodes with a pod of each of 30 Deployments, every one with a budget that lets one of its ten
 * pods go at a time, and ten empty nodes to go to. A pod takes a second to end and one to become
 * ready.
 */
final class GuardedFleet {

    static final int NODES = 10;
    static final int PODS_PER_NODE = 30;

    private static final int NAMESPACES = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final List<String> full;
    private final List<String> spare;

    private GuardedFleet(KubernetesClient client, List<String> full, List<String> spare) {
        this.client = client;
        this.full = full;
        this.spare = spare;
    }

    static GuardedFleet fill(ControlPlane controlPlane) throws InterruptedException {
        FleetFiller filler = new FleetFiller(controlPlane);
        NodeHand hand = new NodeHand(controlPlane);
        List<String> full = filler.addNodes(NODES);
        GuardedFleet fleet = new GuardedFleet(controlPlane.client(), full, filler.addNodes(NODES));
        fleet.spare.forEach(node -> hand.cordon(node, true));
        List<String> namespaces =
                IntStream.range(0, NAMESPACES)
                        .mapToObj(number -> controlPlane.newNamespace("shop"))
                        .toList();
        for (int number = 0; number < PODS_PER_NODE; number++) {
            fleet.workload(namespaces.get(number % NAMESPACES), "app-" + number);
        }
        await(fleet::settled);
        fleet.spare.forEach(node -> hand.cordon(node, false));
        return fleet;
    }

    List<String> nodes(int count) {
        return full.subList(0, count);
    }

    /** Waits until every Deployment has all its pods again. */
    void awaitSettled() throws InterruptedException {
        await(this::settled);
    }

    long podsOn(List<String> nodes) {
        return pods().stream().filter(pod -> nodes.contains(pod.getSpec().getNodeName())).count();
    }

    private void workload(String namespace, String name) {
        for (String document :
                List.of(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: %1$s, namespace: %2$s}
                        spec:
                          replicas: %3$d
                          selector: {matchLabels: {app: %1$s}}
                          template:
                            metadata:
                              labels: {app: %1$s}
                              annotations:
                                pod-ready.stage.kwok.x-k8s.io/delay: 1s
                                pod-delete.stage.kwok.x-k8s.io/delay: 1s
                            spec:
                              containers: [{name: main, image: example.com/none}]
                              topologySpreadConstraints:
                              - maxSkew: 1
                                topologyKey: kubernetes.io/hostname
                                whenUnsatisfiable: DoNotSchedule
                                nodeTaintsPolicy: Honor
                                labelSelector: {matchLabels: {app: %1$s}}
                        """,
                        """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: %1$s, namespace: %2$s}
                        spec: {maxUnavailable: 1, selector: {matchLabels: {app: %1$s}}}
                        """)) {
            client.resource(document.formatted(name, namespace, NODES)).create();
        }
    }

    private boolean settled() {
        List<Pod> pods = pods();
        return pods.size() == NODES * PODS_PER_NODE
                && pods.stream().allMatch(GuardedFleet::ready)
                && client
                        .policy()
                        .v1()
                        .podDisruptionBudget()
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .stream()
                        .allMatch(budget ->
                                budget.getStatus() != null
                                        && budget.getStatus().getCurrentHealthy() != null
                                        && budget.getStatus().getCurrentHealthy() == NODES);
    }

    private List<Pod> pods() {
        return client.pods().inAnyNamespace().list().getItems();
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition ->
                        condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The fleet does not settle.");
            }
            Thread.sleep(Duration.ofMillis(500));
        }
    }
}
