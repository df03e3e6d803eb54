package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.ClusterState;
import java.util.Optional;

/** Leaves nodes as the Go node-label-controller does: with its marker, and without a record. */
final class GoController {

    private GoController() {}

    static void label(ClusterState state, Node node, LabelPolicy policy) {
        if (policy.spec() instanceof Reading.Valid(LabelSpec spec)) {
            state.edit(
                    Author.PERSON,
                    node.name(),
                    draft -> {
                        spec.labels().forEach((key, value) -> draft.label(key, Optional.of(value)));
                        return draft.label(
                                LabelMarker.label(policy.name()), Optional.of(LabelMarker.VALUE));
                    });
        }
    }
}
