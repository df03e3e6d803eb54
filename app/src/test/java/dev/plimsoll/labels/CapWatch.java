package dev.plimsoll.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Watches the API server beside the operator and judges every event: no node may gain a policy's
 * traces when more nodes than the policy's count then bear them. After an edit the larger of both
 * counts holds until the status shows that the edit was seen; more than the count may then still be
 * there, for they are taken away one by one, but none may be added.
 */
final class CapWatch implements AutoCloseable {

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Set<String>> carriers = new HashMap<>();
    private final Map<String, List<Allowance>> allowances = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<Watch> watches;
    private int gains;

    CapWatch(KubernetesClient client, Policies policies) {
        watches =
                List.of(
                        client.nodes().watch(watcher(this::node)),
                        policies.all().watch(watcher(this::policy)));
    }

    /** Hears of an edit before it is sent. */
    synchronized void announce(ChurnWish wish, long generation) {
        List<Allowance> all = allowances.computeIfAbsent(wish.policy(), _ -> new ArrayList<>());
        if (generation == 1) {
            all.clear();
        }
        all.add(new Allowance(generation, wish, nodes.values()));
    }

    /** The operator has caught up with all that was done to the cluster. */
    synchronized void turn() {
        allowances.values().forEach(all -> all.forEach(each -> each.turn(nodes.values())));
    }

    /** What was seen that must not be. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** The nodes that bear traces of the policy. */
    synchronized List<String> carriers(String policy) {
        return List.copyOf(carriers.getOrDefault(policy, Set.of()));
    }

    /** How often a node gained labels. */
    synchronized int gains() {
        return gains;
    }

    private synchronized void node(
            Watcher.Action action, io.fabric8.kubernetes.api.model.Node seen) {
        Node node = FreshList.read(seen);
        if (action == Watcher.Action.DELETED) {
            nodes.remove(node.name());
            carriers.values().forEach(names -> names.remove(node.name()));
            return;
        }
        nodes.put(node.name(), node);
        allowances.forEach((policy, all) -> {
            all.forEach(each -> each.see(nodes.values()));
            Set<String> names = carriers.computeIfAbsent(policy, _ -> new TreeSet<>());
            if (!LabelMarker.carries(node, policy)) {
                names.remove(node.name());
            } else if (names.add(node.name())) {
                gained(policy, node, names);
            }
        });
    }

    private void gained(String policy, Node node, Set<String> names) {
        gains++;
        List<Allowance> all = allowances.getOrDefault(policy, List.of());
        int cap = all.stream().mapToInt(Allowance::cap).max().orElse(0);
        if (names.size() > cap) {
            violations.add(
                    "%s gained %s at version %s as number %d of %d: %s"
                            .formatted(
                                    node.name(),
                                    policy,
                                    node.resourceVersion(),
                                    names.size(),
                                    cap,
                                    names));
        }
    }

    private synchronized void policy(Watcher.Action action, GenericKubernetesResource policy) {
        Object observed = policy.get("status", "observedGeneration");
        List<Allowance> all = allowances.get(policy.getMetadata().getName());
        // A policy that was made anew begins at 1 again, and what the old one said is no word on
        // it.
        if (action == Watcher.Action.MODIFIED
                && all != null
                && policy.getMetadata().getDeletionTimestamp() == null
                && observed instanceof Number generation) {
            all.removeIf(each -> each.generation() < generation.longValue());
        }
    }

    private synchronized void broken(WatcherException cause) {
        violations.add("The watch broke, so that something may have been missed: " + cause);
    }

    private <T> Watcher<T> watcher(java.util.function.BiConsumer<Watcher.Action, T> action) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action kind, T object) {
                if (kind != Action.BOOKMARK) {
                    action.accept(kind, object);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                broken(cause);
            }
        };
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
