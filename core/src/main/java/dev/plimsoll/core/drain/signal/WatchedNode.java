package dev.plimsoll.core.drain.signal;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.fleet.Node;
import java.util.List;

/**
 * Describes a node to those who judge how it fares.
 *
 * @param addresses its InternalIPs
 * @param kubeletPort where its kubelet listens
 */
public record WatchedNode(
        Node node,
        List<String> addresses,
        List<NodeCondition> conditions,
        int kubeletPort,
        Cordon cordon) {

    /** Where a kubelet listens that does not say so. */
    public static final int KUBELET_PORT = 10250;

    public WatchedNode {
        addresses = List.copyOf(addresses);
        conditions = List.copyOf(conditions);
    }

    public String name() {
        return node.name();
    }

    /** Tells whether anything but the resource version differs: heartbeats must wake nobody. */
    public boolean sameBut(WatchedNode other) {
        return node.sameBut(other.node)
                && addresses.equals(other.addresses)
                && conditions.equals(other.conditions)
                && kubeletPort == other.kubeletPort
                && cordon == other.cordon;
    }
}
