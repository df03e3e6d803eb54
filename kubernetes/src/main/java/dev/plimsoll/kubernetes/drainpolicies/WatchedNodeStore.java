package dev.plimsoll.kubernetes.drainpolicies;

import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.port.WatchedNodeView;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.nodes.WatchedNodeReader;
import java.util.Collection;

/**
 * Shows a store of nodes, with what tells how they fare, to the job.
 *
 * @param store is fed by a {@link dev.plimsoll.kubernetes.feed.Feed}
 */
public record WatchedNodeStore(Store<WatchedNode> store) implements WatchedNodeView {

    /** An empty one. */
    public WatchedNodeStore() {
        this(
                new Store<>(
                        new ResourceType<>(
                                "nodehealth",
                                Encoding.PROTOBUF,
                                "/api/v1/nodes",
                                new WatchedNodeReader(),
                                WatchedNode::name,
                                node -> node.node().uid(),
                                node -> node.node().resourceVersion(),
                                WatchedNode::sameBut)));
    }

    @Override
    public boolean ready() {
        return store.ready();
    }

    @Override
    public Collection<WatchedNode> nodes() {
        return store.all();
    }
}
