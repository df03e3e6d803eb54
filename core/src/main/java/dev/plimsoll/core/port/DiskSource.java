package dev.plimsoll.core.port;

import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.WatchedNode;
import java.util.Collection;

/** Tells how full the disks of nodes are. */
@FunctionalInterface
public interface DiskSource {

    /**
     * Asks for these nodes, blocks until the answers or a deadline, and never throws for what a
     * server or network does.
     */
    DiskOutcome read(Collection<WatchedNode> nodes);
}
