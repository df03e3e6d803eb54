package dev.plimsoll.core.nodedrain;

import dev.plimsoll.core.fleet.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * Describes a NodeDrain as it was last seen.
 *
 * @param labels by which whoever made it finds it again
 * @param generation counts the edits of the spec
 * @param deleting has a {@code deletionTimestamp}
 * @param finalized carries {@link #FINALIZER}: it may have closed its node
 * @param conditionsSince when each condition of the status took its value, by the condition's type
 */
public record NodeDrain(
        String name,
        String uid,
        String resourceVersion,
        long generation,
        Instant createdAt,
        Map<String, String> labels,
        boolean deleting,
        boolean finalized,
        Reading<NodeDrainSpec> spec,
        NodeDrainStatus status,
        Map<String, Instant> conditionsSince) {

    /** {@code apiVersion} of the resource. */
    public static final String API_VERSION = "plimsoll.dev/v1alpha1";

    public static final String KIND = "NodeDrain";

    /** Keeps a NodeDrain that is deleted until what it did to its node is undone. */
    public static final String FINALIZER = "plimsoll.dev/drain";

    /** The one that was made first; the name decides between two of one second. */
    public static final Comparator<NodeDrain> BY_AGE =
            Comparator.comparing(NodeDrain::createdAt).thenComparing(NodeDrain::name);

    public NodeDrain {
        labels = Map.copyOf(labels);
        conditionsSince = Map.copyOf(conditionsSince);
    }

    /** Tells whether it has come to its end, whichever that is. */
    public boolean ended() {
        return status.phase().ended();
    }

    /** The name of the node that it is about; empty where its spec cannot be followed. */
    public String nodeName() {
        return spec.valid().map(NodeDrainSpec::nodeName).orElse("");
    }

    /** Tells whether it has begun: from then on its node is its own until it has ended. */
    public boolean begun() {
        return status.startedAt() != null;
    }
}
