package dev.plimsoll.testbed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills a control plane with nodes and pods, by the thousand in seconds. */
public final class FleetFiller {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ApiServer server;
    private final ObjectStore store;
    private final AtomicInteger next = new AtomicInteger();

    /** Makes a filler whose first node is {@code ip-10-0-0-4}; two fillers make the same names. */
    public FleetFiller(ControlPlane controlPlane) {
        server = controlPlane.api();
        store = controlPlane.store();
    }

    /**
     * Puts a fleet into the store behind the API server, which sees nodes and pods appear within
     * moments: every node was born when the shape says, is Ready, and its pods are Running since.
     * When this returns, the API server lists them.
     *
     * @return the names of the nodes, in the order of their birth
     */
    public List<String> fill(FleetShape shape) {
        int first = next.getAndAdd(shape.nodes());
        List<NodeSpec> nodes = specs(first, shape.nodes(), i -> shape.bornAt(i - first));
        store.put(
                nodes.stream()
                        .map(node ->
                                new ObjectStore.Entry(
                                        ObjectStore.keyOfNode(node.name()), node.json())));
        if (shape.podsPerNode() > 0) {
            fill(nodes, shape.podsPerNode());
        }
        return nodes.stream().map(NodeSpec::name).toList();
    }

    /**
     * Creates so many empty nodes through the API server, as fast as it takes them (hundreds a
     * second), each born then; they are Ready from birth.
     *
     * @return their names, in the order of their numbers, which is about that of their birth
     */
    public List<String> addNodes(int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<NodeSpec> nodes = specs(next.getAndAdd(count), count, _ -> now);
        Parallel.each(
                nodes.stream(), node -> server.successful("POST", "/api/v1/nodes", node.json()));
        return nodes.stream().map(NodeSpec::name).toList();
    }

    /**
     * Puts objects into the store behind the API server just as they are; nothing validates them.
     *
     * @param objects their JSON, by where the API server looks for each, such as {@code
     *     pods/default/web-0} or {@code minions/ip-10-0-0-4}
     */
    public void put(Map<String, String> objects) {
        store.put(
                objects.entrySet().stream()
                        .map(each -> ObjectStore.Entry.under(each.getKey(), each.getValue())));
    }

    /** Takes objects out of the store, whatever finalizers they have. */
    public void remove(Stream<String> keys) {
        store.delete(keys.map(ObjectStore::key));
    }

    private static List<NodeSpec> specs(int first, int count, Function<Integer, Instant> born) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> new NodeSpec(i, born.apply(i)))
                .toList();
    }

    private void fill(List<NodeSpec> nodes, int podsPerNode) {
        int namespaces = Math.min(podsPerNode, PodSpec.NAMESPACES);
        IntStream.range(0, namespaces).forEach(number -> makeNamespace(PodSpec.namespace(number)));
        store.put(
                nodes.stream()
                        .flatMap(node ->
                                IntStream.range(0, podsPerNode).mapToObj(i -> new PodSpec(node, i)))
                        .map(pod ->
                                new ObjectStore.Entry(
                                        ObjectStore.keyOfPod(pod.namespace(), pod.name()),
                                        pod.json())));
    }

    /**
     * Makes a namespace if it is not there and waits for its service account, which its pods name.
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
}
