package dev.plimsoll.core.port;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;

/**
 * Writes what the label job decided. Every write carries the version it was decided on, blocks
 * until the answer or a deadline, never throws for what a server or network does, and shows a
 * {@code Done} object in the views before it returns.
 */
public interface LabelWrites {

    WriteOutcome<Node> patchNode(NodeLabelPatch patch);

    /** Adds or removes the policy's finalizer. */
    WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present);

    WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status);
}
