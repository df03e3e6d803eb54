package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import java.util.Map;
import java.util.Optional;

/**
 * Changes the labels of one node and one policy's claim on it, in one write that succeeds only on
 * the very node and version it was decided for.
 *
 * @param labels the labels to set; an empty value removes the key
 * @param claim the claim to record; empty removes it
 */
public record NodeLabelPatch(
        String node,
        String uid,
        String resourceVersion,
        String policy,
        Map<String, Optional<String>> labels,
        Optional<LabelClaim> claim) {

    public NodeLabelPatch {
        labels = Map.copyOf(labels);
    }
}
