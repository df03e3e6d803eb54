package dev.plimsoll.core.drain.signal;

import java.util.List;
import java.util.Map;

/** What came of asking for the disks of nodes. */
public sealed interface DiskOutcome {

    /**
     * There was an answer.
     *
     * @param nodes what is known, by the node's name
     * @param unknown why nothing is known of a node, by its name, in one clause
     * @param remarks sentences on what was ignored
     */
    record Read(Map<String, NodeDisks> nodes, Map<String, String> unknown, List<String> remarks)
            implements DiskOutcome {

        public Read {
            nodes = Map.copyOf(nodes);
            unknown = Map.copyOf(unknown);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * There was none, and nothing is known of any node.
     *
     * @param why a sentence
     */
    record Failed(String why) implements DiskOutcome {}
}
