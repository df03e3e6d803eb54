package dev.plimsoll.core.nodedrain;

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
        Reading spec,
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

    /** Tells whether it has begun: from then on its node is its own until it has ended. */
    public boolean begun() {
        return status.startedAt() != null;
    }

    /** What came of reading a spec: a cluster may hold resources older than the validation. */
    public sealed interface Reading {

        /** The spec says what it wants. */
        record Valid(NodeDrainSpec spec) implements Reading {}

        /**
         * The spec cannot be followed.
         *
         * @param problem one sentence that names the field and what was expected
         */
        record Invalid(String problem) implements Reading {}
    }
}
