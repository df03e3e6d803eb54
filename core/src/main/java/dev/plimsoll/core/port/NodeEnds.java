package dev.plimsoll.core.port;

import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.fleet.Node;
import java.util.List;

/**
 * Shows what holds up the end of an empty node, and ends it where Karpenter owns it. Every call
 * blocks until the answer or a deadline, and never throws for what a server or network does.
 */
public interface NodeEnds {

    /** Looks for volumes that are attached to the node and belong to no pod that stays on it. */
    Volumes volumes(DrainSight sight);

    /**
     * Deletes the NodeClaim of this very node; {@code Gone} where it has none any more.
     *
     * @return the claim's name
     */
    WriteOutcome<String> deleteClaim(Node node);

    /** What came of a look at the volumes. */
    sealed interface Volumes {

        /**
         * @param names of the persistent volumes, in order
         */
        record Attached(List<String> names) implements Volumes {}

        /**
         * The server did not show them.
         *
         * @param why a sentence
         */
        record Unknown(String why) implements Volumes {}
    }
}
