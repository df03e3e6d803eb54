package dev.plimsoll.core.drain.signal;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes watched nodes for tests. */
final class Watched {

    private Watched() {}

    static WatchedNode node(String name, String... addresses) {
        return node(name, List.of(addresses), List.of());
    }

    static WatchedNode node(String name, List<String> addresses, List<NodeCondition> conditions) {
        Node node =
                new Node(
                        name,
                        name + "-uid",
                        "1",
                        Instant.EPOCH,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        false,
                        false,
                        new Readiness(Readiness.Status.READY, Instant.EPOCH),
                        "");
        return new WatchedNode(node, addresses, conditions, WatchedNode.KUBELET_PORT, Cordon.NONE);
    }
}
