package dev.plimsoll.capacity;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Does to a cluster what a plan says: cordons nodes and evicts their pods. */
final class Drain {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final Random random;

    Drain(KubernetesClient client, Random random) {
        this.client = client;
        this.random = random;
    }

    /**
     * Cordons all, then evicts pod by pod: node by node in the plan's order, or all of them in any.
     */
    void drain(List<String> nodes) {
        nodes.forEach(this::cordon);
        List<Pod> pods = new ArrayList<>();
        for (String node : nodes) {
            List<Pod> there = new ArrayList<>(movable(node));
            Collections.shuffle(there, random);
            pods.addAll(there);
        }
        if (random.nextBoolean()) {
            Collections.shuffle(pods, random);
        }
        pods.forEach(this::evict);
    }

    /** Cordons all, then evicts pod by pod in this order, each when the last has a node again. */
    void drain(List<String> nodes, List<String> evictions) {
        nodes.forEach(this::cordon);
        List<Pod> pods =
                evictions.stream()
                        .map(key -> key.split("/"))
                        .map(key -> client.pods().inNamespace(key[0]).withName(key[1]).get())
                        .toList();
        for (Pod pod : pods) {
            int before = in(pod.getMetadata().getNamespace()).size();
            evict(pod);
            await().atMost(PATIENCE).until(() -> moved(pod, before));
        }
    }

    /**
     * Tells whether the pod has gone, another has come for it, and the scheduler has seen to it.
     */
    private boolean moved(Pod pod, int before) {
        List<Pod> now = in(pod.getMetadata().getNamespace());
        return now.size() == before
                && now.stream()
                        .noneMatch(one ->
                                one.getMetadata().getUid().equals(pod.getMetadata().getUid()))
                && now.stream()
                        .allMatch(one -> one.getSpec().getNodeName() != null || refused(one));
    }

    private List<Pod> in(String namespace) {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    private void cordon(String node) {
        client.nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"unschedulable\": true}}");
        // A node that is cordoned has the taint only after its controller has seen it.
        await().atMost(PATIENCE).until(() -> tainted(client.nodes().withName(node).get()));
    }

    private static boolean tainted(Node node) {
        return node.getSpec().getTaints().stream()
                .anyMatch(taint -> taint.getKey().equals("node.kubernetes.io/unschedulable"));
    }

    private List<Pod> movable(String node) {
        return client
                .pods()
                .inAnyNamespace()
                .withField("spec.nodeName", node)
                .list()
                .getItems()
                .stream()
                .filter(pod -> !ownedBy(pod, "DaemonSet"))
                .toList();
    }

    static boolean ownedBy(Pod pod, String kind) {
        return pod.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getKind)
                .anyMatch(kind::equals);
    }

    private void evict(Pod pod) {
        var resource =
                client.pods()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(pod.getMetadata().getName());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(KubernetesClientException.class)
                .until(() -> {
                    Pod now = resource.get();
                    return now == null
                            || !now.getMetadata().getUid().equals(pod.getMetadata().getUid())
                            || now.getMetadata().getDeletionTimestamp() != null
                            || resource.evict();
                });
    }

    /** Tells whether the scheduler has said that no node takes the pod. */
    static boolean refused(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled"))
                .map(PodCondition::getReason)
                .anyMatch("Unschedulable"::equals);
    }
}
