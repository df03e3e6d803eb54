package dev.plimsoll.core.capacity.policy;

import dev.plimsoll.core.fleet.Reading;
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
        Reading<ConsolidationSpec> spec,
        ConsolidationStatus status,
        Map<String, Instant> conditionsSince) {

    /** {@code apiVersion} of the resource. */
    public static final String API_VERSION = "plimsoll.dev/v1alpha1";

    public static final String KIND = "ConsolidationPolicy";

    public ConsolidationPolicy {
        conditionsSince = Map.copyOf(conditionsSince);
    }
}
