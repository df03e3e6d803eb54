package dev.plimsoll.core.port;

import dev.plimsoll.core.nodedrain.NodeDrain;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Shows the NodeDrains as last seen, the answers to own writes included. */
public interface NodeDrainView {

    /** Tells whether a full list has been seen: before that nothing may be decided. */
    boolean ready();

    /** All of them, in no order. */
    Collection<NodeDrain> drains();

    @Nullable NodeDrain drain(String name);
}
