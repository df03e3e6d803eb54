package dev.plimsoll.core.fleet;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a pod by what the capacity job needs of it; the rest of the object is let go while it
 * is read, because a large cluster has tens of thousands.
 *
 * @param nodeName the node it is bound to; empty where it has none yet
 * @param finished Succeeded or Failed: it holds nothing any more
 * @param controller the owner with {@code controller: true}; null for a pod on its own
 * @param templateHash the label {@code pod-template-hash}, empty without; it tells a Deployment's
 *     ReplicaSets apart
 * @param requests effective, with overhead
 * @param limits effective, with overhead; only of the containers that have one
 * @param unbounded the containers of which {@code limits} knows nothing
 */
public record Pod(
        String namespace,
        String name,
        String nodeName,
        boolean finished,
        @Nullable OwnerReference controller,
        String templateHash,
        Resources requests,
        Resources limits,
        Unbounded unbounded,
        QosClass qosClass,
        List<Container> containers) {

    public Pod {
        containers = List.copyOf(containers);
    }

    /** Whether it takes room on a node: a terminating pod does, a finished one does not. */
    public boolean counted() {
        return !finished && !nodeName.isEmpty();
    }

    public Optional<OwnerReference> owner() {
        return Optional.ofNullable(controller);
    }

    /** The pod as {@code namespace/name}. */
    public String key() {
        return namespace + "/" + name;
    }
}
