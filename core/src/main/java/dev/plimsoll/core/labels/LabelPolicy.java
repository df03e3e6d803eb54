package dev.plimsoll.core.labels;

import java.time.Instant;
import java.util.Comparator;

/**
 * Describes a NodeLabelPolicy as it was last seen.
 *
 * @param generation counts the edits of the spec
 * @param deleting has a {@code deletionTimestamp}
 * @param finalized carries {@link LabelMarker#FINALIZER}
 */
public record LabelPolicy(
        String name,
        String uid,
        String resourceVersion,
        long generation,
        Instant createdAt,
        boolean deleting,
        boolean finalized,
        Reading spec,
        LabelPolicyStatus status) {

    /** The older policy wins a key; the name decides between two of one second. */
    public static final Comparator<LabelPolicy> BY_AGE =
            Comparator.comparing(LabelPolicy::createdAt).thenComparing(LabelPolicy::name);

    /** What came of reading a spec: a cluster may hold resources older than the validation. */
    public sealed interface Reading {

        /** The spec says what it wants. */
        record Valid(LabelSpec spec) implements Reading {}

        /**
         * The spec cannot be followed.
         *
         * @param problem one sentence that names the field and what was expected
         */
        record Invalid(String problem) implements Reading {}
    }
}
