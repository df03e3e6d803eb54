package dev.plimsoll.capacity;

import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import dev.plimsoll.kubernetes.pods.PodReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nodes and pods of a fleet, as compact records.
 *
 * @param asOf when it looked like this; empty where a file does not say
 */
public record CapacityFleet(List<Node> nodes, List<Pod> pods, Optional<Instant> asOf) {

    public CapacityFleet {
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
    }

    /**
     * Reads a fleet to its end; no object is held beyond its own reading.
     *
     * @throws dev.plimsoll.shell.CommandFailure if it cannot be read, or its pods cannot
     */
    public static CapacityFleet read(ObjectSource source) {
        NodeReader nodeReader = new NodeReader();
        PodReader podReader = new PodReader();
        List<Node> nodes = new ArrayList<>();
        List<Pod> pods = new ArrayList<>();
        ObjectSource.Found found =
                source.read(
                                EnumSet.of(ResourceKind.NODE, ResourceKind.POD),
                                (kind, object) -> {
                                    if (kind == ResourceKind.NODE) {
                                        nodes.add(nodeReader.read(object));
                                    } else {
                                        pods.add(podReader.read(object));
                                    }
                                })
                        .withPods();
        return new CapacityFleet(nodes, pods, found.asOf());
    }

    /** The nodes that a selector selects, and the pods that are bound to them. */
    public CapacityFleet on(LabelSelector selector) {
        List<Node> selected =
                nodes.stream().filter(node -> selector.matches(node.labels())).toList();
        Set<String> names = selected.stream().map(Node::name).collect(Collectors.toSet());
        return new CapacityFleet(
                selected,
                pods.stream().filter(pod -> names.contains(pod.nodeName())).toList(),
                asOf);
    }
}
