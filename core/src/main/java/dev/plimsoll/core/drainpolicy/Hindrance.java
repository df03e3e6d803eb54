package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.drain.Removal;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says why a node is left alone though it is over a line. */
final class Hindrance {

    /** How long a node is left alone after a drain of it has ended, whichever way. */
    static final Duration REST = Duration.ofHours(1);

    private Hindrance() {}

    /** Gives a sentence; empty where nothing is in the way but the policy's own limits. */
    static Optional<String> against(
            WatchedNode watched, DrainPolicySpec spec, Collection<NodeDrain> drains, Instant now) {
        Node node = watched.node();
        Optional<String> removal = Removal.by(node);
        if (removal.isPresent()) {
            return removal;
        }
        if (watched.cordon() == Cordon.OTHERS) {
            return Optional.of("Somebody else has cordoned the node: it is left to them.");
        }
        NodeEnd end = NodeEnd.of(node);
        if (end.reason().startsWith("Fargate")) {
            return Optional.of("The node is of Fargate: it has no disk that a drain would help.");
        }
        Optional<String> misfit = spec.end().misfit(end);
        if (misfit.isPresent()) {
            return misfit;
        }
        List<NodeDrain> past =
                drains.stream().filter(NodeDrain::ended).filter(it -> isOf(it, node)).toList();
        boolean drained =
                past.stream().anyMatch(drain -> drain.status().phase() == Phase.SUCCEEDED);
        if (drained && watched.cordon() == Cordon.OURS) {
            return Optional.of(
                    "The node was drained and stays cordoned, for its machine was not ended: the"
                            + " rest is left to people.");
        }
        return past.stream()
                .flatMap(drain -> drain.status().finished().stream())
                .max(Comparator.naturalOrder())
                .map(ended -> ended.plus(REST))
                .filter(until -> until.isAfter(now))
                .map(until ->
                        "A drain of it ended a short time ago: the next is tried at %s."
                                .formatted(until.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Tells whether a drain was of this very node, not of an earlier one of its name. */
    static boolean isOf(NodeDrain drain, Node node) {
        String uid = drain.status().nodeUid();
        return drain.nodeName().equals(node.name()) && (uid.isEmpty() || uid.equals(node.uid()));
    }
}
