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
 * @param synced the state in which it was last read, as External Secrets names it; empty where it
 *     has never been read, or has to be again
 * @param refreshedAt when it was last read
 * @param touch what the last touch has set; for a ClusterExternalSecret, on its children
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
        Optional<String> synced,
        Optional<Instant> refreshedAt,
        Optional<String> touch) {

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
                refreshedAt,
                touch);
    }

    /** Tells whether another state reads the same keys of the same stores in the same places. */
    boolean readsAs(SecretUse other) {
        return namespaces.equals(other.namespaces)
                && store.equals(other.store)
                && references.equals(other.references);
    }

    /** Tells whether it was read between an earlier state of it and this one. */
    public boolean readSince(SecretUse earlier) {
        boolean named = synced.isPresent() && !synced.equals(earlier.synced);
        boolean timed =
                refreshedAt.isPresent()
                        && (earlier.refreshedAt.isEmpty()
                                || refreshedAt.get().isAfter(earlier.refreshedAt.get()));
        return named || timed;
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
