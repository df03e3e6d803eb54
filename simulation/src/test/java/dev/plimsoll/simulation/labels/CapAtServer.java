package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.simulation.cluster.ClusterState;

/**
 * Stands inside the API server and counts, at every write that gives a node the labels, how many
 * nodes carry them now: never more than the cap that the operator knew of. Where more carry them
 * already, because the cap was lowered or nodes ceased to be eligible, nothing may be added.
 */
final class CapAtServer implements LabelWrites {

    private final LabelWrites server;
    private final ClusterState state;
    private final Witness witness;

    CapAtServer(LabelWrites server, ClusterState state, Witness witness) {
        this.server = server;
        this.state = state;
        this.witness = witness;
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        long before = carriers(patch.policy());
        WriteOutcome<Node> outcome = server.patchNode(patch);
        long after = carriers(patch.policy());
        int cap = witness.capSince(patch);
        if (after > before && after > cap) {
            throw new BrokenInvariant(
                    "%d nodes carry the labels of policy %s where %d may, since node %s has them"
                            .formatted(after, patch.policy(), cap, patch.node()));
        }
        return outcome;
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        return server.setFinalizer(policy, present);
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        return server.writeStatus(policy, status);
    }

    private long carriers(String policy) {
        return state.nodes().all().stream()
                .filter(node -> LabelMarker.carries(node, policy))
                .count();
    }
}
