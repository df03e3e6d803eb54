package dev.plimsoll.core.secrets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers who uses a parameter or secret. A name is looked up in a hash table; only searches by
 * path, expression or tags are tried one after the other, each once for a change. What it knows may
 * be changed piece by piece, each at the cost of that piece. Not for use by two threads at once.
 *
 * <p>What decides is the service, account, region and the name with the store's prefix, as far as
 * they are known: a role's account is in its ARN, other credentials do not show theirs.
 */
public final class SecretIndex {

    private final StoreTable stores = new StoreTable();
    private final PlaceTable places = new PlaceTable();
    private final Map<SecretUser, SecretUse> uses = new HashMap<>();
    private final Map<StoreTable.Id, Set<SecretUser>> namers = new HashMap<>();
    private final Map<SecretUser, Set<StoreReference>> unresolved = new TreeMap<>(SecretUser.ORDER);
    private final Map<String, SecretPush> pushes = new HashMap<>();
    private @Nullable PushGraph graph;

    /** Knows nothing yet. */
    public SecretIndex() {}

    /** Indexes what a cluster has. */
    public SecretIndex(
            Collection<SecretStore> stores,
            Collection<SecretUse> uses,
            Collection<SecretPush> pushes) {
        stores.forEach(this.stores::put);
        uses.forEach(this::put);
        pushes.forEach(this::put);
    }

    /** Adds a resource, or replaces its former state. */
    public void put(SecretUse use) {
        SecretUse former = uses.put(use.user(), use);
        if (former != null && former.readsAs(use)) {
            return;
        }
        if (former != null) {
            unlink(former);
        }
        link(use);
    }

    public void remove(SecretUse use) {
        SecretUse former = uses.remove(use.user());
        if (former != null) {
            unlink(former);
        }
    }

    /** Adds a store, or replaces its former state. */
    public void put(SecretStore store) {
        stores.put(store);
        linkAgain(store);
    }

    public void remove(SecretStore store) {
        stores.remove(store);
        linkAgain(store);
    }

    /** Adds a PushSecret, or replaces its former state. */
    public void put(SecretPush push) {
        pushes.put(push.id(), push);
        graph = null;
    }

    public void remove(SecretPush push) {
        pushes.remove(push.id());
        graph = null;
    }

    /** All ExternalSecrets and ClusterExternalSecrets. */
    public Collection<SecretUse> uses() {
        return List.copyOf(uses.values());
    }

    /** One of them as it is now. */
    public Optional<SecretUse> use(SecretUser user) {
        return Optional.ofNullable(uses.get(user));
    }

    private void linkAgain(SecretStore store) {
        graph = null;
        for (SecretUser user :
                List.copyOf(namers.getOrDefault(StoreTable.Id.of(store), Set.of()))) {
            SecretUse use = uses.get(user);
            if (use != null) {
                unlink(use);
                link(use);
            }
        }
    }

    private void link(SecretUse use) {
        for (SecretReference reference : use.references()) {
            reference.store().or(use::store).ifPresent(store -> link(use, reference, store));
        }
    }

    private void link(SecretUse use, SecretReference reference, StoreReference store) {
        for (StoreTable.Id id : ids(use, store)) {
            namers.computeIfAbsent(id, _ -> new HashSet<>()).add(use.user());
            Optional<SecretStore> found = stores.find(id);
            if (found.isEmpty()) {
                unresolved.computeIfAbsent(use.user(), _ -> new LinkedHashSet<>()).add(store);
            }
            found.flatMap(SecretStore::provider)
                    .flatMap(provider -> Place.of(use.user(), reference, store, provider))
                    .ifPresent(places::add);
        }
    }

    private void unlink(SecretUse use) {
        places.remove(use.user());
        unresolved.remove(use.user());
        for (SecretReference reference : use.references()) {
            for (StoreReference store : reference.store().or(use::store).stream().toList()) {
                for (StoreTable.Id id : ids(use, store)) {
                    namers.computeIfPresent(
                            id,
                            (_, users) -> {
                                users.remove(use.user());
                                return users.isEmpty() ? null : users;
                            });
                }
            }
        }
    }

    /** A store of the cluster is the same in all namespaces of a ClusterExternalSecret. */
    private static Set<StoreTable.Id> ids(SecretUse use, StoreReference store) {
        Set<StoreTable.Id> ids = new LinkedHashSet<>();
        if (store.cluster()) {
            ids.add(StoreTable.Id.of("", store));
        } else {
            use.namespaces().forEach(namespace -> ids.add(StoreTable.Id.of(namespace, store)));
        }
        return ids;
    }

    /** Finds all resources that use what has changed; those pinned to a version are left out. */
    public List<SecretMatch> match(SecretChange change) {
        return matches(change, false);
    }

    /** Finds all resources that use a key, those pinned to a version too. */
    public List<SecretMatch> users(SecretChange key) {
        return matches(key, true);
    }

    /** Resources that name stores which are not there: whether they use a key cannot be told. */
    public Map<SecretUser, Set<StoreReference>> unresolved() {
        return unresolved;
    }

    private List<SecretMatch> matches(SecretChange change, boolean pinned) {
        Map<SecretUser, List<Place>> found = new TreeMap<>(SecretUser.ORDER);
        for (Place place : places.find(change)) {
            if (pinned || place.pinned().isEmpty()) {
                found.computeIfAbsent(place.user(), _ -> new ArrayList<>()).add(place);
            }
        }
        List<SecretMatch> matches = new ArrayList<>();
        found.forEach(
                (user, at) -> use(user).ifPresent(use -> matches.add(match(use, at, change))));
        return matches;
    }

    private SecretMatch match(SecretUse use, List<Place> found, SecretChange change) {
        Set<String> fields = new LinkedHashSet<>();
        for (SecretReference reference : use.references()) {
            if (found.stream().anyMatch(place -> place.reference().equals(reference))) {
                fields.add(reference.where());
            }
        }
        return new SecretMatch(
                use, found.getFirst().store(), List.copyOf(fields), effect(use, found, change));
    }

    private Effect effect(SecretUse use, List<Place> found, SecretChange change) {
        if (found.stream().allMatch(place -> place.pinned().isPresent())) {
            return new Effect.Pinned(found.getFirst().pinned().orElseThrow());
        }
        return graph().back(use, change, this::readers)
                .<Effect>map(push -> new Effect.PushedBack(push.id()))
                .orElseGet(() -> EffectRules.of(use));
    }

    private PushGraph graph() {
        PushGraph known = graph;
        if (known == null) {
            known = new PushGraph(pushes.values(), stores);
            graph = known;
        }
        return known;
    }

    private Set<SecretUse> readers(SecretChange change) {
        Set<SecretUse> readers = new LinkedHashSet<>();
        places.find(change).forEach(place -> use(place.user()).ifPresent(readers::add));
        return readers;
    }
}
