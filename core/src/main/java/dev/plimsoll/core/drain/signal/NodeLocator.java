package dev.plimsoll.core.drain.signal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the node that a sample is of, by equality alone: a part of an address is another address.
 * The label {@code node} (or {@code kubernetes_node}) names it, or {@code instance} is its name or
 * InternalIP, with or without a port.
 */
public final class NodeLocator {

    private static final List<String> NAMING = List.of("node", "kubernetes_node");

    private final Map<String, Set<String>> nodes = new HashMap<>();

    public NodeLocator(Collection<WatchedNode> known) {
        for (WatchedNode node : known) {
            enter(node.name(), node.name());
            node.addresses().forEach(address -> enter(address, node.name()));
        }
    }

    private void enter(String called, String node) {
        nodes.computeIfAbsent(called, _ -> new TreeSet<>()).add(node);
    }

    /** What came of a search. */
    public sealed interface Found {

        record Node(String name) implements Found {}

        /** It is of no node that is known here. */
        record Nothing() implements Found {}

        /**
         * It may be of several.
         *
         * @param why a sentence
         */
        record Ambiguous(String why) implements Found {}
    }

    /** Finds the node that the labels speak of. */
    public Found find(Map<String, String> labels) {
        Optional<String> named =
                NAMING.stream()
                        .flatMap(label -> Optional.ofNullable(labels.get(label)).stream())
                        .findFirst();
        String instance = labels.getOrDefault("instance", "");
        Set<String> byInstance = nodes.getOrDefault(host(instance), Set.of());
        if (named.isPresent()) {
            return byName(named.get(), instance, byInstance);
        }
        return switch (byInstance.size()) {
            case 0 -> new Found.Nothing();
            case 1 -> new Found.Node(byInstance.iterator().next());
            default ->
                    new Found.Ambiguous(
                            "The instance %s is the address of %s."
                                    .formatted(instance, String.join(" and ", byInstance)));
        };
    }

    private Found byName(String name, String instance, Set<String> byInstance) {
        // Somebody else's node may be named as an address of ours: only names name.
        if (!nodes.getOrDefault(name, Set.of()).contains(name)) {
            return new Found.Nothing();
        }
        if (!byInstance.isEmpty() && !byInstance.contains(name)) {
            List<String> others = new ArrayList<>(byInstance);
            return new Found.Ambiguous(
                    "A sample says that it is of %s, but its instance %s is %s."
                            .formatted(name, instance, String.join(" and ", others)));
        }
        return new Found.Node(name);
    }

    /** Cuts the port off: {@code 10.0.0.1:9100}, {@code [fd00::1]:9100}; not {@code fd00::1}. */
    static String host(String instance) {
        if (instance.startsWith("[")) {
            int end = instance.indexOf(']');
            return end < 0 ? instance : instance.substring(1, end);
        }
        int colon = instance.indexOf(':');
        boolean port = colon >= 0 && colon == instance.lastIndexOf(':');
        return port ? instance.substring(0, colon) : instance;
    }
}
