package dev.plimsoll.core.port;

import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;

/** Counts what the label job does. */
public interface LabelMeters {

    /** A node write was tried. */
    void nodeWrite(NodeLabelPatch patch, WriteOutcome<?> outcome);

    /** A policy was looked at and stands like this. */
    void status(String policy, LabelPolicyStatus status);

    /** A policy is no more. */
    void forget(String policy);
}
