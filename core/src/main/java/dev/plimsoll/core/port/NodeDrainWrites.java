package dev.plimsoll.core.port;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;

/**
 * Writes what becomes of NodeDrains. Every write carries the version it was decided on, blocks
 * until the answer or a deadline, never throws for what a server or network does, and shows a
 * {@code Done} object in the view before it returns.
 */
public interface NodeDrainWrites {

    /** Adds or removes the finalizer. */
    WriteOutcome<NodeDrain> setFinalizer(NodeDrain drain, boolean present);

    WriteOutcome<NodeDrain> writeStatus(NodeDrain drain, NodeDrainStatus status);

    /** Deletes one that belongs to history, in the state that was seen. */
    WriteOutcome<NodeDrain> delete(NodeDrain drain);
}
