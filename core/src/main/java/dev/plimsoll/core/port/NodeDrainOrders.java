package dev.plimsoll.core.port;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import java.util.Map;

/**
 * Orders drains, as a person would. Every write blocks until the answer or a deadline, never throws
 * for what a server or network does, and shows a {@code Done} object in the view before it returns.
 */
public interface NodeDrainOrders {

    /**
     * Makes a NodeDrain; {@code Conflict} where there is one of this name.
     *
     * @param labels by which whoever makes it finds it again
     */
    WriteOutcome<NodeDrain> create(String name, Map<String, String> labels, NodeDrainSpec spec);

    /** Asks that it be given up; one that has ended is not changed by it. */
    WriteOutcome<NodeDrain> cancel(NodeDrain drain);
}
