package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;

/**
 * Withholds the label job's writes while the fence is closed. The writes behind it ask the fence
 * once more, right before the bytes go out.
 */
public final class FencedLabelWrites implements LabelWrites {

    private final LabelWrites writes;
    private final WriteGate gate;

    public FencedLabelWrites(LabelWrites writes, WriteGate gate) {
        this.writes = writes;
        this.gate = gate;
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        return gate.pass(() -> writes.patchNode(patch));
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        return gate.pass(() -> writes.setFinalizer(policy, present));
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        return gate.pass(() -> writes.writeStatus(policy, status));
    }
}
