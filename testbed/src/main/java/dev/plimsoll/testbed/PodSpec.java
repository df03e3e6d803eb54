package dev.plimsoll.testbed;

import java.time.Instant;
import java.util.UUID;

/**
 * One pod that has run on its node since the node was born: an application and its proxy, with
 * requests and limits of both kinds. Nothing owns it.
 *
 * @param node the node that carries it
 * @param index the number of the pod on its node
 */
record PodSpec(NodeSpec node, int index) {
    /** Over how many namespaces the pods of a fleet are spread. */
    static final int NAMESPACES = 10;

    static String namespace(int number) {
        return "fleet-" + number;
    }

    String name() {
        return "app-" + node.index() + "-" + index;
    }

    String namespace() {
        return namespace(index % NAMESPACES);
    }

    /** Returns the pod as JSON; 58 of them fit an m5.xlarge by requests, and not by limits. */
    String json() {
        int size = 1 + (node.index() + index) % 4;
        int number = node.index() * NodeSpec.MAX_PODS + index;
        Instant now = node.born();
        return """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "%1$s", "namespace": "%2$s", "uid": "%3$s", "creationTimestamp": "%4$s",
          "labels": {"app.kubernetes.io/name": "app-%5$d", "app.kubernetes.io/part-of": "fleet"}},
         "spec": {"nodeName": "%6$s", "serviceAccountName": "default", "serviceAccount": "default",
          "automountServiceAccountToken": false, "enableServiceLinks": false, "priority": 0,
          "preemptionPolicy": "PreemptLowerPriority",
          "tolerations": [
           {"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300},
           {"key": "node.kubernetes.io/unreachable", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}],
          "containers": [
           {"name": "app", "image": "registry.example/app:1.%7$d", "resources": {
             "requests": {"cpu": "%8$dm", "memory": "%9$dMi"}, "limits": {"cpu": "%10$dm", "memory": "%11$dMi"}}},
           {"name": "proxy", "image": "registry.example/proxy:3.2", "resources": {
             "requests": {"cpu": "10m", "memory": "32Mi"}, "limits": {"cpu": "100m", "memory": "64Mi"}}}]},
         "status": {"phase": "Running", "qosClass": "Burstable", "startTime": "%4$s",
          "hostIP": "%12$s", "podIP": "%13$s", "podIPs": [{"ip": "%13$s"}],
          "conditions": [
           {"type": "PodScheduled", "status": "True", "lastTransitionTime": "%4$s"},
           {"type": "Initialized", "status": "True", "lastTransitionTime": "%4$s"},
           {"type": "ContainersReady", "status": "True", "lastTransitionTime": "%4$s"},
           {"type": "Ready", "status": "True", "lastTransitionTime": "%4$s"}],
          "containerStatuses": [
           {"name": "app", "image": "registry.example/app:1.%7$d", "imageID": "", "ready": true, "started": true,
            "restartCount": 0, "state": {"running": {"startedAt": "%4$s"}}},
           {"name": "proxy", "image": "registry.example/proxy:3.2", "imageID": "", "ready": true, "started": true,
            "restartCount": 0, "state": {"running": {"startedAt": "%4$s"}}}]}}
        """
                .formatted(
                        name(),
                        namespace(),
                        UUID.randomUUID(),
                        now,
                        index,
                        node.name(),
                        size,
                        14 * size,
                        48 * size,
                        100 * size,
                        96 * size,
                        node.address(),
                        "10.%d.%d.%d"
                                .formatted(
                                        64 + number / 62_500,
                                        number / 250 % 250,
                                        number % 250 + 4));
    }
}
