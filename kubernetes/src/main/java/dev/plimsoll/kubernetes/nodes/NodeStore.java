package dev.plimsoll.kubernetes.nodes;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.NodeView;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Shows a store of nodes to the jobs.
 *
 * @param store is fed by a {@link dev.plimsoll.kubernetes.feed.Feed} and by own writes
 */
public record NodeStore(Store<Node> store) implements NodeView {

    /** An empty one. */
    public NodeStore() {
        this(new Store<>(type()));
    }

    /** Describes nodes; each call makes its own reader, and so its own pool of shared strings. */
    public static ResourceType<Node> type() {
        return new ResourceType<>(
                "nodes",
                Encoding.PROTOBUF,
                "/api/v1/nodes",
                new NodeReader(),
                Node::name,
                Node::uid,
                Node::resourceVersion,
                Node::sameBut);
    }

    @Override
    public boolean ready() {
        return store.ready();
    }

    @Override
    public Collection<Node> nodes() {
        return store.all();
    }

    @Override
    public @Nullable Node node(String name) {
        return store.get(name);
    }
}
