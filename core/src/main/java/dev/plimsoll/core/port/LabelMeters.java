package dev.plimsoll.core.port;

import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;

/** Counts what the label job does. */
public interface LabelMeters {

    /** Counts nothing. */
    LabelMeters NONE =
            new LabelMeters() {
                @Override
                public void nodeWrite(NodeLabelPatch patch, WriteOutcome<?> outcome) {}

                @Override
                public void status(String policy, LabelPolicyStatus status) {}

                @Override
                public void forget(String policy) {}
            };

    /** A node write was tried. */
    void nodeWrite(NodeLabelPatch patch, WriteOutcome<?> outcome);

    /** A policy was looked at and stands like this. */
    void status(String policy, LabelPolicyStatus status);

    /** A policy is no more. */
    void forget(String policy);
}
