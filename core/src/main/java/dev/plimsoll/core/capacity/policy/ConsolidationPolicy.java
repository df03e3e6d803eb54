package dev.plimsoll.core.capacity.policy;

import java.time.Instant;
import java.util.Map;

/**
 * Describes a ConsolidationPolicy as it was last seen.
 *
 * @param generation counts the edits of the spec
 * @param deleting has a {@code deletionTimestamp}
 * @param conditionsSince when each condition of the status took its value, by the condition's type
 */
public record ConsolidationPolicy(
        String name,
        String uid,
        String resourceVersion,
        long generation,
        boolean deleting,
        Reading spec,
        ConsolidationStatus status,
        Map<String, Instant> conditionsSince) {

    /** {@code apiVersion} of the resource. */
    public static final String API_VERSION = "plimsoll.dev/v1alpha1";

    public static final String KIND = "ConsolidationPolicy";

    public ConsolidationPolicy {
        conditionsSince = Map.copyOf(conditionsSince);
    }

    /** What came of reading a spec: a cluster may hold resources older than the validation. */
    public sealed interface Reading {

        /** The spec says what it wants. */
        record Valid(ConsolidationSpec spec) implements Reading {}

        /**
         * The spec cannot be followed.
         *
         * @param problem one sentence that names the field and what was expected
         */
        record Invalid(String problem) implements Reading {}
    }
}
