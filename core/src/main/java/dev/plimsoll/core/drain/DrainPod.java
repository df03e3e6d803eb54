package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.OwnerReference;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes a pod by what a drain needs of it.
 *
 * @param uid tells it from a later one of the same name, which is never to be touched
 * @param nodeName the node it is bound to; empty where it has none yet
 * @param finished Succeeded or Failed
 * @param mirror stands for a static pod, which its kubelet runs from a file
 * @param controller the owner with {@code controller: true}; null for a pod on its own
 * @param priority as admission resolved it; system-critical classes are at two thousand million
 * @param claims the names of its persistent volume claims
 * @param endsBy its {@code deletionTimestamp}, when its grace period is over; null while nobody has
 *     deleted it
 * @param refusal the annotation by which it asks not to be moved; empty where it does not
 */
public record DrainPod(
        String namespace,
        String name,
        String uid,
        String nodeName,
        boolean finished,
        boolean mirror,
        @Nullable OwnerReference controller,
        int priority,
        Map<String, String> labels,
        Set<String> claims,
        boolean ready,
        @Nullable Instant endsBy,
        String refusal) {

    public DrainPod {
        labels = Map.copyOf(labels);
        claims = Set.copyOf(claims);
    }

    /** Tells whether somebody has deleted it, so that it is on its way out. */
    public boolean deleting() {
        return endsBy != null;
    }

    public Optional<OwnerReference> owner() {
        return Optional.ofNullable(controller);
    }

    /** The pod as {@code namespace/name}. */
    public String key() {
        return namespace + "/" + name;
    }
}
