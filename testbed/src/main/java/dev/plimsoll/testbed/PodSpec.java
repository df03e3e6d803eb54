package dev.plimsoll.testbed;

/**
 * One pod that is bound to its node from birth: an application and its proxy, with requests and
 * limits of both kinds.
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

    String namespace() {
        return namespace(index % NAMESPACES);
    }

    /**
     * Returns the pod as JSON; 58 of the largest still fit an m5.xlarge by requests, and not by
     * limits.
     */
    String json() {
        int size = 1 + (node.index() + index) % 4;
        return """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "app-%1$d-%2$d", "namespace": "%3$s",
          "labels": {"app.kubernetes.io/name": "app-%2$d", "app.kubernetes.io/part-of": "fleet"}},
         "spec": {"nodeName": "%4$s", "automountServiceAccountToken": false, "enableServiceLinks": false,
          "containers": [
           {"name": "app", "image": "registry.example/app:1.%5$d",
            "resources": {"requests": {"cpu": "%6$dm", "memory": "%7$dMi"}, "limits": {"cpu": "%8$dm", "memory": "%9$dMi"}}},
           {"name": "proxy", "image": "registry.example/proxy:3.2",
            "resources": {"requests": {"cpu": "10m", "memory": "32Mi"}, "limits": {"cpu": "100m", "memory": "64Mi"}}}]}}
        """
                .formatted(
                        node.index(),
                        index,
                        namespace(),
                        node.name(),
                        size,
                        14 * size,
                        48 * size,
                        100 * size,
                        96 * size);
    }
}
