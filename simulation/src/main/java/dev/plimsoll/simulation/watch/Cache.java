package dev.plimsoll.simulation.watch;

import dev.plimsoll.core.port.ChangeListener;
import dev.plimsoll.simulation.cluster.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest version of each object that a client has heard of, from its watch or from the
 * answers to its own writes, whichever comes first. What is older than what is known, a deletion
 * included, changes nothing.
 */
final class Cache<T> {

    private final Kind<T> kind;
    private final Random order;
    private final SortedMap<String, T> objects = new TreeMap<>();

    /** The version of the latest deletion of a name. */
    private final Map<String, Long> deletions = new HashMap<>();

    private final List<ChangeListener<T>> listeners = new ArrayList<>();
    private boolean listed;

    Cache(Kind<T> kind, RandomGenerator random) {
        this.kind = kind;
        this.order = Random.from(random);
    }

    void listen(ChangeListener<T> listener) {
        listeners.add(listener);
    }

    boolean listed() {
        return listed;
    }

    /** All objects, each time in another order: nobody may rely on one. */
    Collection<T> all() {
        List<T> shuffled = new ArrayList<>(objects.values());
        Collections.shuffle(shuffled, order);
        return shuffled;
    }

    @Nullable T get(String name) {
        return objects.get(name);
    }

    /** Shows a version, unless a newer one is known. */
    void show(T object) {
        String name = kind.name().apply(object);
        T before = objects.get(name);
        long known = before == null ? deletions.getOrDefault(name, 0L) : kind.version(before);
        if (kind.version(object) > known) {
            objects.put(name, object);
            tell(before, object);
        }
    }

    /** Hides an object, unless a newer version of it, or another of its name, is known. */
    void hide(String name, long version) {
        T before = objects.get(name);
        if (before == null) {
            deletions.merge(name, version, Math::max);
        } else if (kind.version(before) <= version) {
            objects.remove(name);
            deletions.merge(name, version, Math::max);
            tell(before, null);
        }
    }

    /** Takes over a full list: what it does not have is gone, unless it is newer than the list. */
    void replace(Collection<T> list, long version) {
        listed = true;
        Set<String> present = new HashSet<>();
        list.forEach(object -> present.add(kind.name().apply(object)));
        List.copyOf(objects.keySet()).stream()
                .filter(name -> !present.contains(name))
                .forEach(name -> hide(name, version));
        list.forEach(this::show);
    }

    private void tell(@Nullable T before, @Nullable T after) {
        listeners.forEach(listener -> listener.changed(before, after));
    }
}
