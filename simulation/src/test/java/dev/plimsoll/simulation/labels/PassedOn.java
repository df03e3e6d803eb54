package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;

/** Passes every write on; somebody overrides what it wants to spoil. */
abstract class PassedOn implements LabelWrites {

    private final LabelWrites writes;

    PassedOn(LabelWrites writes) {
        this.writes = writes;
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        return writes.patchNode(patch);
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        return writes.setFinalizer(policy, present);
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        return writes.writeStatus(policy, status);
    }
}
