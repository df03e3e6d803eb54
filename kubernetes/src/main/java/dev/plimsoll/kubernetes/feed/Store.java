package dev.plimsoll.kubernetes.feed;

import dev.plimsoll.core.port.ChangeListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds the objects of one kind as last seen, whether a feed or the answer to an own write showed
 * them. News may come in any order and more than once: of two states of one object the higher
 * resource version counts, and what has been deleted stays deleted.
 *
 * @param <T> the kind of object
 */
public final class Store<T> implements AutoCloseable {

    private final ResourceType<T> type;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, T> objects = new ConcurrentHashMap<>();
    private final Tombstones tombstones = new Tombstones();
    private final List<Delivery<T>> deliveries = new CopyOnWriteArrayList<>();
    private volatile @Nullable List<T> snapshot;
    private volatile boolean ready;
    private volatile long newest;

    public Store(ResourceType<T> type) {
        this.type = type;
    }

    public ResourceType<T> type() {
        return type;
    }

    /** Tells whether a full list has been seen. */
    public boolean ready() {
        return ready;
    }

    public @Nullable T get(String key) {
        return objects.get(key);
    }

    /** All objects as of one moment, in no order. */
    public Collection<T> all() {
        List<T> current = snapshot;
        if (current != null) {
            return current;
        }
        lock.lock();
        try {
            List<T> fresh = List.copyOf(objects.values());
            snapshot = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        return objects.size();
    }

    /** Tells a listener of every object that is there, and of every change from now on. */
    public void listen(ChangeListener<T> listener) {
        lock.lock();
        try {
            Delivery<T> delivery = new Delivery<>(type, listener);
            objects.forEach((key, object) -> delivery.add(key, null, object));
            deliveries.add(delivery);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the answer to an own write, or an event that an object appeared or changed. */
    public void offer(T object) {
        lock.lock();
        try {
            var _ = upsert(object, type.version(object));
        } finally {
            lock.unlock();
        }
    }

    /** Takes an event that an object was deleted, in its last state. */
    void deleted(T object) {
        lock.lock();
        try {
            seen(type.version(object));
            tombstones.bury(type.uid().apply(object), type.version(object));
            T known = objects.get(type.key().apply(object));
            if (known != null && type.same(known, object)) {
                put(type.key().apply(known), known, null);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a full list; states newer than the list are kept. */
    void replace(Listing<T> listing) {
        lock.lock();
        try {
            Map<String, T> listed = byKey(listing);
            for (T object : listed.values()) {
                var _ = upsert(object, listing.version());
            }
            for (T known : List.copyOf(objects.values())) {
                if (!listed.containsKey(type.key().apply(known))
                        && type.version(known) <= listing.version()) {
                    remove(known, listing.version());
                }
            }
            seen(listing.version());
            ready = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a full list of a cluster whose history was set back (etcd restored from a backup):
     * versions say nothing any more about what is newer, and the deleted may live.
     */
    void startOver(Listing<T> listing) {
        lock.lock();
        try {
            tombstones.clear();
            Map<String, T> listed = byKey(listing);
            for (T known : List.copyOf(objects.values())) {
                if (!listed.containsKey(type.key().apply(known))) {
                    put(type.key().apply(known), known, null);
                }
            }
            listed.forEach((key, object) -> put(key, objects.get(key), object));
            tombstones.clear();
            newest = listing.version();
            ready = true;
        } finally {
            lock.unlock();
        }
    }

    /** Finds what a list shows otherwise than this store; newer states here are no difference. */
    Differences<T> compare(Listing<T> listing) {
        lock.lock();
        try {
            Map<String, T> listed = byKey(listing);
            List<T> behind =
                    listed.values().stream()
                            .filter(object -> lacks(object, listing.version()))
                            .toList();
            List<T> vanished =
                    objects.values().stream()
                            .filter(known -> !listed.containsKey(type.key().apply(known)))
                            .filter(known -> type.version(known) <= listing.version())
                            .toList();
            return new Differences<>(listing.version(), behind, vanished);
        } finally {
            lock.unlock();
        }
    }

    /** Repairs those differences that still exist, and counts them. */
    int repair(Differences<T> differences) {
        lock.lock();
        try {
            int repaired = 0;
            for (T object : differences.behind()) {
                repaired += upsert(object, differences.version()) ? 1 : 0;
            }
            for (T object : differences.vanished()) {
                T known = objects.get(type.key().apply(object));
                if (known != null
                        && type.same(known, object)
                        && type.version(known) <= differences.version()) {
                    remove(known, differences.version());
                    repaired++;
                }
            }
            return repaired;
        } finally {
            lock.unlock();
        }
    }

    /** The highest version seen in any object or list. */
    long newest() {
        return newest;
    }

    List<Delivery<T>> deliveries() {
        return deliveries;
    }

    /** Ends the deliveries to listeners. */
    @Override
    public void close() {
        deliveries.forEach(Delivery::close);
    }

    private Map<String, T> byKey(Listing<T> listing) {
        Map<String, T> listed = HashMap.newHashMap(listing.items().size());
        listing.items().forEach(object -> listed.put(type.key().apply(object), object));
        return listed;
    }

    /**
     * Tells whether an object that was there at a version is unknown, or known in an older state.
     */
    private boolean lacks(T object, long asOf) {
        if (tombstones.cover(type.uid().apply(object), asOf)) {
            return false;
        }
        T known = objects.get(type.key().apply(object));
        return known == null || type.newer(object, known);
    }

    private boolean upsert(T object, long asOf) {
        seen(type.version(object));
        if (!lacks(object, asOf)) {
            return false;
        }
        String key = type.key().apply(object);
        T known = objects.get(key);
        if (known != null && !type.same(known, object)) {
            tombstones.bury(type.uid().apply(known), type.version(object));
        }
        put(key, known, object);
        return true;
    }

    private void remove(T known, long asOf) {
        tombstones.bury(type.uid().apply(known), asOf);
        put(type.key().apply(known), known, null);
    }

    private void put(String key, @Nullable T before, @Nullable T after) {
        if (after == null) {
            objects.remove(key);
        } else {
            objects.put(key, after);
        }
        snapshot = null;
        if (before == null || after == null || !type.alike().test(before, after)) {
            deliveries.forEach(delivery -> delivery.add(key, before, after));
        }
    }

    private void seen(long version) {
        newest = Math.max(newest, version);
    }
}
