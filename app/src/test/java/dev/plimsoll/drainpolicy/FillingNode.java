package dev.plimsoll.drainpolicy;

import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.connection.PeerClient;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeDisk;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealNode;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A real node that fills up, with a Deployment whose pods run on it and may move to another node.
 *
 * @param spare a node of kwok's to which the pods may move
 * @param fill how it fills up: by bytes or by inodes, to a share
 */
record FillingNode(
        ControlPlane controlPlane,
        RealNode node,
        String spare,
        String namespace,
        BiConsumer<NodeDisk, Double> fill)
        implements AutoCloseable {

    static final int PODS = 4;

    /** Starts the node and its pods, with a spare node that is closed. */
    static FillingNode start(
            ControlPlane controlPlane,
            FleetFiller filler,
            String name,
            BiConsumer<NodeDisk, Double> fill) {
        NodeHand hand = new NodeHand(controlPlane);
        String spare = filler.addNodes(1).getFirst();
        hand.label(spare, "team", "spare-" + name);
        hand.cordon(spare, true);
        RealNode node = RealNode.start(controlPlane, name);
        FillingNode filling =
                new FillingNode(controlPlane, node, spare, controlPlane.newNamespace(name), fill);
        hand.label(name, "team", name);
        filling.apply(
                """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web}
                spec: {minAvailable: %d, selector: {matchLabels: {app: web}}}
                """
                        .formatted(PODS - 1));
        filling.apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      affinity:
                        nodeAffinity:
                          requiredDuringSchedulingIgnoredDuringExecution:
                            nodeSelectorTerms:
                            - matchExpressions: [{key: team, operator: In, values: [%1$s, spare-%1$s]}]
                      containers:
                      - name: main
                        image: %3$s
                        imagePullPolicy: Never
                        env: [{name: LEAVES_AFTER, value: 3s}]
                """
                        .formatted(name, PODS, RealNode.IMAGE));
        await().atMost(PolicyInstallation.PATIENCE)
                .until(() -> filling.ready().filter(filling::isHere).count() == PODS);
        return filling;
    }

    String name() {
        return node.name();
    }

    void openSpare() {
        new NodeHand(controlPlane).cordon(spare, false);
    }

    void fillTo(double percent) {
        fill.accept(node.disk(), percent);
    }

    /** Its pods, also those that have ended. */
    List<Pod> pods() {
        return controlPlane.client().pods().inNamespace(namespace).list().getItems();
    }

    Stream<Pod> ready() {
        return pods().stream()
                .filter(pod ->
                        pod.getStatus().getConditions().stream()
                                .anyMatch(condition ->
                                        condition.getType().equals("Ready")
                                                && condition.getStatus().equals("True")));
    }

    /**
     * Those that ran and were ended by the kubelet; it refuses those that come while it is full.
     */
    List<Pod> evictedByKubelet() {
        return pods().stream()
                .filter(pod -> "Evicted".equals(pod.getStatus().getReason()))
                .filter(pod -> pod.getStatus().getMessage().startsWith("The node was low on"))
                .toList();
    }

    boolean isHere(Pod pod) {
        return name().equals(pod.getSpec().getNodeName());
    }

    /** Asks its kubelet as the operator does. */
    int answerTo(PeerClient client, String path) {
        NodeStatus status = controlPlane.client().nodes().withName(name()).get().getStatus();
        URI uri =
                URI.create(
                        "https://%s:%d%s"
                                .formatted(
                                        status.getAddresses().getFirst().getAddress(),
                                        status.getDaemonEndpoints().getKubeletEndpoint().getPort(),
                                        path));
        return client.get(uri, Duration.ofSeconds(20)) instanceof PeerClient.Heard.Answer answer
                ? answer.code()
                : 0;
    }

    /** Whether the kubelet says so. */
    boolean underDiskPressure() {
        return controlPlane
                .client()
                .nodes()
                .withName(name())
                .get()
                .getStatus()
                .getConditions()
                .stream()
                .anyMatch(condition ->
                        condition.getType().equals("DiskPressure")
                                && condition.getStatus().equals("True"));
    }

    private void apply(String yaml) {
        controlPlane.client().resource(yaml).inNamespace(namespace).create();
    }

    @Override
    public void close() {
        node.close();
    }
}
