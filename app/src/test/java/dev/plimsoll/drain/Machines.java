package dev.plimsoll.drain;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.MotoInstances;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes of the real API server that have instances of moto under them. */
final class Machines {

    private static final Map<String, String> OWNED = Map.of("kubernetes.io/cluster/shop", "owned");

    private final ControlPlane controlPlane;
    private final MotoInstances instances;
    private final Map<String, String> nodes = new ConcurrentHashMap<>();

    Machines(ControlPlane controlPlane, Moto moto) {
        this.controlPlane = controlPlane;
        this.instances = new MotoInstances(moto);
    }

    /**
     * Makes a node of the cluster's own that nobody else manages.
     *
     * @return its instance
     */
    String add(String node) {
        String instance = instances.run(OWNED);
        nodes.put(instance, node);
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: v1
                        kind: Node
                        metadata:
                          name: %1$s
                          annotations: {kwok.x-k8s.io/node: fake}
                          labels: {kubernetes.io/hostname: %1$s, kubernetes.io/os: linux}
                        spec: {providerID: "aws:///%2$sa/%3$s"}
                        status:
                          allocatable: {cpu: "4", memory: 16Gi, pods: "58"}
                          capacity: {cpu: "4", memory: 16Gi, pods: "58"}
                          conditions:
                          - {type: Ready, status: "True", reason: KubeletReady, message: "",
                             lastHeartbeatTime: "2026-01-01T00:00:00Z", lastTransitionTime: "2026-01-01T00:00:00Z"}
                        """
                                .formatted(node, Moto.REGION, instance))
                .create();
        return instance;
    }

    String nodeOf(String instance) {
        return nodes.getOrDefault(instance, "");
    }

    String state(String instance) {
        return instances.state(instance);
    }

    /** Removes the node of an instance that has ended, as the cloud's controller does. */
    void remove(String node) {
        controlPlane.client().nodes().withName(node).delete();
    }

    Node get(String node) {
        return controlPlane.client().nodes().withName(node).get();
    }

    String providerId(String node) {
        return get(node).getSpec().getProviderID();
    }

    boolean closed(String node) {
        return Boolean.TRUE.equals(get(node).getSpec().getUnschedulable());
    }

    boolean marked(String node) {
        return get(node).getMetadata().getAnnotations().containsKey("plimsoll.dev/cordoned-by");
    }
}
