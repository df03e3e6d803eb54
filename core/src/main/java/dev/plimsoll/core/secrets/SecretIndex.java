package dev.plimsoll.core.secrets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers who uses a parameter or secret. A name is looked up in a hash table; only searches by
 * path, expression or tags are tried one after the other, each once for a change.
 *
 * <p>What decides is the service, account, region and the name with the store's prefix, as far as
 * they are known: a role's account is in its ARN, other credentials do not show theirs.
 */
public final class SecretIndex {

    private final Map<String, List<Place>> byName = new HashMap<>();
    private final List<Place> searches = new ArrayList<>();
    private final Map<SecretUser, Set<StoreReference>> unresolved = new TreeMap<>(SecretUser.ORDER);
    private final PushGraph pushes;

    /** Indexes what a cluster has. */
    public SecretIndex(
            Collection<SecretStore> stores,
            Collection<SecretUse> uses,
            Collection<SecretPush> pushes) {
        StoreTable table = new StoreTable(stores);
        this.pushes = new PushGraph(pushes, table);
        uses.forEach(use -> add(use, table));
    }

    private void add(SecretUse use, StoreTable stores) {
        for (SecretReference reference : use.references()) {
            reference.store().or(use::store).ifPresent(store -> add(use, reference, store, stores));
        }
    }

    private void add(
            SecretUse use, SecretReference reference, StoreReference store, StoreTable stores) {
        // A store of the cluster is the same in all namespaces of a ClusterExternalSecret.
        Collection<String> namespaces = store.cluster() ? List.of("") : use.namespaces();
        for (String namespace : namespaces) {
            Optional<SecretStore> found = stores.find(namespace, store);
            if (found.isEmpty()) {
                unresolved.computeIfAbsent(use.user(), ignored -> new LinkedHashSet<>()).add(store);
            }
            found.flatMap(SecretStore::provider)
                    .flatMap(provider -> Place.of(use, reference, store, provider))
                    .ifPresent(this::add);
        }
    }

    private void add(Place place) {
        if (place.names().isEmpty()) {
            searches.add(place);
        }
        for (String name : place.names()) {
            byName.computeIfAbsent(name, ignored -> new ArrayList<>(1)).add(place);
        }
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
        for (Place place : places(change)) {
            if (pinned || place.pinned().isEmpty()) {
                found.computeIfAbsent(place.use().user(), ignored -> new ArrayList<>()).add(place);
            }
        }
        return found.values().stream().map(places -> match(places, change)).toList();
    }

    private SecretMatch match(List<Place> places, SecretChange change) {
        Place first = places.getFirst();
        Set<String> fields = new LinkedHashSet<>();
        for (SecretReference reference : first.use().references()) {
            if (places.stream().anyMatch(place -> place.reference() == reference)) {
                fields.add(reference.where());
            }
        }
        return new SecretMatch(
                first.use(), first.store(), List.copyOf(fields), effect(places, change));
    }

    private Effect effect(List<Place> places, SecretChange change) {
        SecretUse use = places.getFirst().use();
        if (places.stream().allMatch(place -> place.pinned().isPresent())) {
            return new Effect.Pinned(places.getFirst().pinned().orElseThrow());
        }
        return pushes.back(use, change, this::readers)
                .<Effect>map(push -> new Effect.PushedBack(push.namespace() + "/" + push.name()))
                .orElseGet(() -> EffectRules.of(use));
    }

    private Set<SecretUse> readers(SecretChange change) {
        Set<SecretUse> readers = new LinkedHashSet<>();
        places(change).forEach(place -> readers.add(place.use()));
        return readers;
    }

    private List<Place> places(SecretChange change) {
        List<Place> places = new ArrayList<>();
        // Of several readings of an ARN more than one may lead to the same place.
        Set<Place> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String name : change.names()) {
            for (Place place : byName.getOrDefault(name, List.of())) {
                if (place.scope().covers(change) && seen.add(place)) {
                    places.add(place);
                }
            }
        }
        searches.stream().filter(search -> search.finds(change)).forEach(places::add);
        return places;
    }
}
