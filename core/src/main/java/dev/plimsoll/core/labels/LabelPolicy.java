package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * Describes a NodeLabelPolicy as it was last seen.
 *
 * @param generation counts the edits of the spec
 * @param deleting has a {@code deletionTimestamp}
 * @param finalized carries {@link LabelMarker#FINALIZER}
 * @param conditionsSince when each condition of the status took its value, by the condition's type;
 *     it is kept outside the status, so that two statuses that say the same are equal
 */
public record LabelPolicy(
        String name,
        String uid,
        String resourceVersion,
        long generation,
        Instant createdAt,
        boolean deleting,
        boolean finalized,
        Reading<LabelSpec> spec,
        LabelPolicyStatus status,
        Map<String, Instant> conditionsSince) {

    /** The older policy wins a key; the name decides between two of one second. */
    public static final Comparator<LabelPolicy> BY_AGE =
            Comparator.comparing(LabelPolicy::createdAt).thenComparing(LabelPolicy::name);

    public LabelPolicy {
        conditionsSince = Map.copyOf(conditionsSince);
    }

    /** A policy whose conditions have no history: one that no server has stored. */
    public LabelPolicy(
            String name,
            String uid,
            String resourceVersion,
            long generation,
            Instant createdAt,
            boolean deleting,
            boolean finalized,
            Reading<LabelSpec> spec,
            LabelPolicyStatus status) {
        this(
                name,
                uid,
                resourceVersion,
                generation,
                createdAt,
                deleting,
                finalized,
                spec,
                status,
                Map.of());
    }
}
