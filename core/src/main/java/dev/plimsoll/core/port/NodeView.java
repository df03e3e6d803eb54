package dev.plimsoll.core.port;

import dev.plimsoll.core.fleet.Node;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Shows the nodes as last seen, the answers to own writes included. */
public interface NodeView {

    /** Tells whether a full list has been seen: before that nothing may be decided. */
    boolean ready();

    /** All nodes, in no order. */
    Collection<Node> nodes();

    @Nullable Node node(String name);
}
