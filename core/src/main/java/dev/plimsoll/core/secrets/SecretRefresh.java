package dev.plimsoll.core.secrets;

import dev.plimsoll.core.fleet.Reading;
import java.time.Instant;
import java.util.Map;

/**
 * Describes a SecretRefresh as it was last seen.
 *
 * @param generation counts the edits of the spec
 * @param deleting has a {@code deletionTimestamp}
 * @param conditionsSince when each condition of the status took its value, by the condition's type
 */
public record SecretRefresh(
        String name,
        String uid,
        String resourceVersion,
        long generation,
        boolean deleting,
        Reading<RefreshSpec> spec,
        SecretRefreshStatus status,
        Map<String, Instant> conditionsSince) {

    public SecretRefresh {
        conditionsSince = Map.copyOf(conditionsSince);
    }

    /** Tells whether another state differs in nothing but the resource version. */
    public boolean sameBut(SecretRefresh other) {
        return unversioned().equals(other.unversioned());
    }

    private SecretRefresh unversioned() {
        return new SecretRefresh(
                name, uid, "", generation, deleting, spec, status, conditionsSince);
    }
}
