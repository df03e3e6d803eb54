package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.nodedrain.NodeDrain;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Gives each node to one drain at a time: to the one that has begun, then to the oldest. */
final class NodeTurns {

    private static final Comparator<NodeDrain> ORDER =
            Comparator.<NodeDrain, Boolean>comparing(drain -> !drain.begun())
                    .thenComparing(NodeDrain.BY_AGE);

    private NodeTurns() {}

    /** Finds who has the node before this drain; empty where it is its turn. */
    static Optional<NodeDrain> before(NodeDrain drain, String node, Collection<NodeDrain> all) {
        return all.stream()
                .filter(other -> !other.ended() && !other.uid().equals(drain.uid()))
                .filter(other -> other.nodeName().equals(node))
                .filter(other -> !other.deleting() || other.begun())
                .filter(other -> ORDER.compare(other, drain) < 0)
                .min(ORDER);
    }
}
