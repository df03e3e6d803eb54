package dev.plimsoll.testbed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Fills a control plane with nodes and pods as fast as its API server takes them. Nodes come Ready;
 * pods are made Running by kwok a little after they were made.
 */
public final class FleetFiller {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ApiServer server;
    private final AtomicInteger next = new AtomicInteger();

    /** Makes a filler whose first node is {@code ip-10-0-0-4}; two fillers make the same names. */
    public FleetFiller(ControlPlane controlPlane) {
        server = controlPlane.api();
    }

    /**
     * Makes the nodes, then their pods.
     *
     * @return the names of the nodes, in the order of their numbers
     * @throws IllegalStateException if the server refuses one
     */
    public List<String> fill(FleetShape shape) {
        int first = next.getAndAdd(shape.nodes());
        List<NodeSpec> nodes =
                IntStream.range(first, first + shape.nodes()).mapToObj(NodeSpec::new).toList();
        int from = 0;
        for (int birth = 1; birth <= shape.births(); birth++) {
            int to = (int) ((long) shape.nodes() * birth / shape.births());
            if (birth > 1) {
                awaitNextSecond();
            }
            Parallel.each(nodes.subList(from, to).stream(), this::make);
            from = to;
        }
        if (shape.podsPerNode() > 0) {
            fill(nodes, shape.podsPerNode());
        }
        return nodes.stream().map(NodeSpec::name).toList();
    }

    /** Makes so many more empty nodes, all at once, and returns their names. */
    public List<String> addNodes(int count) {
        return fill(FleetShape.ofNodes(count));
    }

    private void fill(List<NodeSpec> nodes, int podsPerNode) {
        int namespaces = Math.min(podsPerNode, PodSpec.NAMESPACES);
        IntStream.range(0, namespaces).forEach(number -> makeNamespace(PodSpec.namespace(number)));
        Parallel.each(
                nodes.stream()
                        .flatMap(node ->
                                IntStream.range(0, podsPerNode)
                                        .mapToObj(i -> new PodSpec(node, i))),
                this::make);
    }

    private void make(NodeSpec node) {
        server.successful("POST", "/api/v1/nodes", node.json());
    }

    private void make(PodSpec pod) {
        server.successful("POST", "/api/v1/namespaces/" + pod.namespace() + "/pods", pod.json());
    }

    /**
     * Makes a namespace if it is not there and waits for its service account, without which there
     * are no pods.
     */
    private void makeNamespace(String name) {
        server.send(
                "POST",
                "/api/v1/namespaces",
                """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}}\
                """
                        .formatted(name));
        String account = "/api/v1/namespaces/" + name + "/serviceaccounts/default";
        Stopwatch stopwatch = Stopwatch.of(PATIENCE);
        while (!server.send("GET", account, null).succeeded()) {
            stopwatch.rest(() -> "The namespace " + name + " gets no service account.");
        }
    }

    private static void awaitNextSecond() {
        long second = System.currentTimeMillis() / 1000;
        Stopwatch stopwatch = Stopwatch.of(PATIENCE);
        while (System.currentTimeMillis() / 1000 == second) {
            stopwatch.rest(() -> "The clock stands still.");
        }
    }
}
