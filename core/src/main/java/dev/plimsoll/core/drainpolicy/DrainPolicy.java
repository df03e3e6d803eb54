package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.fleet.Reading;
import java.time.Instant;
import java.util.Map;

/**
 * Describes a NodeDrainPolicy as it was last seen.
 *
 * @param generation counts the edits of the spec
 * @param deleting has a {@code deletionTimestamp}
 * @param conditionsSince when each condition of the status took its value, by the condition's type
 */
public record DrainPolicy(
        String name,
        String uid,
        String resourceVersion,
        long generation,
        Instant createdAt,
        boolean deleting,
        Reading<DrainPolicySpec> spec,
        DrainPolicyStatus status,
        Map<String, Instant> conditionsSince) {

    /** {@code apiVersion} of the resource. */
    public static final String API_VERSION = "plimsoll.dev/v1alpha1";

    public static final String KIND = "NodeDrainPolicy";

    /** The label of a NodeDrain that names the policy which has made it. */
    public static final String LABEL = "plimsoll.dev/node-drain-policy";

    public DrainPolicy {
        conditionsSince = Map.copyOf(conditionsSince);
    }
}
