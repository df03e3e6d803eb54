package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Taint;
import java.util.Optional;
import java.util.Set;

/** Tells whether somebody else is taking a node away. */
public final class Removal {

    /** Put on a node by whoever is taking it away; any effect counts. */
    private static final Set<String> TAINTS =
            Set.of(
                    "karpenter.sh/disrupted",
                    "karpenter.sh/disruption",
                    "ToBeDeletedByClusterAutoscaler");

    private Removal() {}

    /** Gives a sentence about it; empty where nobody is. */
    public static Optional<String> by(Node node) {
        if (node.deleting()) {
            return Optional.of("The node is being deleted by somebody else.");
        }
        return node.taints().stream()
                .map(Taint::key)
                .filter(TAINTS::contains)
                .findFirst()
                .map(taint ->
                        "The node is being removed by somebody else, who has put the taint "
                                + taint
                                + " on it.");
    }
}
