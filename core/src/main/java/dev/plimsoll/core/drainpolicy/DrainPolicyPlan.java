package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.drain.signal.Standing;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.nodedrain.NodeDrain;
import java.util.List;
import java.util.Optional;

/**
 * Says what a policy does now.
 *
 * @param next the nodes to drain, in their order, as many as the limits allow
 * @param letGo drains that are to be given up, for their nodes have recovered
 * @param nodes those that are not well, by name
 * @param breaker why nothing may be done; empty where it may
 */
public record DrainPolicyPlan(
        List<Candidate> next,
        List<NodeDrain> letGo,
        List<DrainPolicyStatus.NodeEntry> nodes,
        Optional<String> breaker,
        int matching,
        int over,
        int unknown,
        int draining) {

    public DrainPolicyPlan {
        next = List.copyOf(next);
        letGo = List.copyOf(letGo);
        nodes = List.copyOf(nodes);
    }

    /** A node that is to be drained, and why. */
    public record Candidate(WatchedNode node, Standing standing) {

        /** The reason of the NodeDrain. */
        public String reason(String policy) {
            return "NodeDrainPolicy %s: %s since %s."
                    .formatted(policy, standing.what(), standing.since());
        }
    }
}
