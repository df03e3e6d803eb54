package dev.plimsoll.core.secrets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the places that a change concerns: names by a hash, searches one after the other. */
final class PlaceTable {

    private final Map<String, Map<SecretUser, List<Place>>> byName = new HashMap<>();
    private final Map<SecretUser, List<Place>> searches = new LinkedHashMap<>();
    private final Map<SecretUser, List<Place>> byUser = new HashMap<>();

    void add(Place place) {
        byUser.computeIfAbsent(place.user(), _ -> new ArrayList<>(1)).add(place);
        if (place.names().isEmpty()) {
            searches.computeIfAbsent(place.user(), _ -> new ArrayList<>(1)).add(place);
        }
        for (String name : place.names()) {
            byName.computeIfAbsent(name, _ -> new LinkedHashMap<>(1))
                    .computeIfAbsent(place.user(), _ -> new ArrayList<>(1))
                    .add(place);
        }
    }

    /** Removes all places of a resource. */
    void remove(SecretUser user) {
        List<Place> places = byUser.remove(user);
        if (places == null) {
            return;
        }
        searches.remove(user);
        for (Place place : places) {
            for (String name : place.names()) {
                byName.computeIfPresent(
                        name,
                        (_, users) -> {
                            users.remove(user);
                            return users.isEmpty() ? null : users;
                        });
            }
        }
    }

    /** Finds each place once. */
    List<Place> find(SecretChange change) {
        List<Place> found = new ArrayList<>();
        // Of several readings of an ARN more than one may lead to the same place.
        Set<Place> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String name : change.names()) {
            for (List<Place> places : byName.getOrDefault(name, Map.of()).values()) {
                for (Place place : places) {
                    if (place.scope().covers(change) && seen.add(place)) {
                        found.add(place);
                    }
                }
            }
        }
        searches.values().stream()
                .flatMap(Collection::stream)
                .filter(search -> search.finds(change))
                .forEach(found::add);
        return found;
    }
}
