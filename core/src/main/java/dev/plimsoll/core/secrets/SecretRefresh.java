package dev.plimsoll.core.secrets;

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
        Reading spec,
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

    /** What came of reading a spec: a cluster may hold resources older than the validation. */
    public sealed interface Reading {

        /** The spec says what it wants. */
        record Valid(RefreshSpec spec) implements Reading {}

        /**
         * The spec cannot be followed.
         *
         * @param problem one sentence that names the field and what was expected
         */
        record Invalid(String problem) implements Reading {}
    }
}
