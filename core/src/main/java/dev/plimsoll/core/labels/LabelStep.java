package dev.plimsoll.core.labels;

/** One write of a plan, with its reason. */
public sealed interface LabelStep {

    NodeLabelPatch patch();

    /** A phrase that says why. */
    String reason();

    /** Takes the labels from a node: makes room. */
    record Remove(NodeLabelPatch patch, String reason) implements LabelStep {}

    /** Brings a node that keeps the labels in line with the spec: changes no count. */
    record Refresh(NodeLabelPatch patch, String reason) implements LabelStep {}

    /** Gives the labels to a node: only when there is room. */
    record Add(NodeLabelPatch patch, String reason) implements LabelStep {}
}
