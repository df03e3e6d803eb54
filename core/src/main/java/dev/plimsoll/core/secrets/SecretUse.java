package dev.plimsoll.core.secrets;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An ExternalSecret or ClusterExternalSecret, as far as it decides who is touched and how.
 *
 * @param namespaces where it reads: its own, or those in which a ClusterExternalSecret has children
 * @param store the one that holds for references without their own; empty where none is named
 * @param target the Secret that it writes, the same name in every namespace
 * @param parent the ClusterExternalSecret that made it
 * @param synced has been read at least once
 * @param refreshedAt when it was last read
 */
public record SecretUse(
        SecretUser user,
        String uid,
        String resourceVersion,
        Set<String> namespaces,
        Optional<StoreReference> store,
        List<SecretReference> references,
        RefreshRule rule,
        String target,
        Optional<String> parent,
        boolean synced,
        Optional<Instant> refreshedAt) {

    public SecretUse {
        // Sorted, so that of several namespaces always the same one comes first.
        namespaces = Collections.unmodifiableSet(new TreeSet<>(namespaces));
        references = List.copyOf(references);
    }

    /** Tells whether another state differs in nothing but the resource version. */
    public boolean sameBut(SecretUse other) {
        return unversioned().equals(other.unversioned());
    }

    private SecretUse unversioned() {
        return new SecretUse(
                user,
                uid,
                "",
                namespaces,
                store,
                references,
                rule,
                target,
                parent,
                synced,
                refreshedAt);
    }

    /**
     * When External Secrets reads again.
     *
     * @param intervalZero {@code refreshInterval} is zero: never by itself
     * @param immutable the Secret cannot be written a second time
     */
    public record RefreshRule(Policy policy, boolean intervalZero, boolean immutable) {}

    /** The field {@code spec.refreshPolicy}. */
    public enum Policy {
        PERIODIC,
        CREATED_ONCE,
        ON_CHANGE
    }
}
