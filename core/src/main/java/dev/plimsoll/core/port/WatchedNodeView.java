package dev.plimsoll.core.port;

import dev.plimsoll.core.drain.signal.WatchedNode;
import java.util.Collection;

/** Shows the nodes as last seen, with what tells how they fare. */
public interface WatchedNodeView {

    /** Tells whether a full list has been seen: before that nothing may be decided. */
    boolean ready();

    /** All nodes, in no order. */
    Collection<WatchedNode> nodes();
}
