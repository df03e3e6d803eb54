package dev.plimsoll.kubernetes.nodedrains;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.kubernetes.api.NodeDrainReader;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Shows a store of NodeDrains to the jobs.
 *
 * @param store is fed by a {@link dev.plimsoll.kubernetes.feed.Feed} and by own writes
 */
public record NodeDrainStore(Store<NodeDrain> store) implements NodeDrainView {

    /** The path of the list of all NodeDrains. */
    public static final String PATH = "/apis/plimsoll.dev/v1alpha1/nodedrains";

    /** An empty one. */
    public NodeDrainStore() {
        this(new Store<>(type()));
    }

    /** Describes NodeDrains. */
    public static ResourceType<NodeDrain> type() {
        return ResourceType.custom(
                "nodedrains.plimsoll.dev",
                PATH,
                NodeDrainReader::read,
                NodeDrain::name,
                NodeDrain::uid,
                NodeDrain::resourceVersion,
                (before, after) -> at(before, "").equals(at(after, "")));
    }

    private static NodeDrain at(NodeDrain drain, String resourceVersion) {
        return new NodeDrain(
                drain.name(),
                drain.uid(),
                resourceVersion,
                drain.generation(),
                drain.createdAt(),
                drain.labels(),
                drain.deleting(),
                drain.finalized(),
                drain.spec(),
                drain.status(),
                drain.conditionsSince());
    }

    @Override
    public boolean ready() {
        return store.ready();
    }

    @Override
    public Collection<NodeDrain> drains() {
        return store.all();
    }

    @Override
    public @Nullable NodeDrain drain(String name) {
        return store.get(name);
    }
}
