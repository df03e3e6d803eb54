package dev.plimsoll.kubernetes.feed;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers lately deleted objects by their uids, which never come back, and the version at which
 * each was found deleted. Whatever is of that version or before (the answer to an own write, an
 * event, a list) is old news; something later would prove the grave empty. A grave is kept for
 * longer than any request can take.
 */
final class Tombstones {

    private static final long KEPT_NANOS = Duration.ofMinutes(15).toNanos();

    private record Grave(long version, long dug) {}

    private final Map<String, Grave> graves = new LinkedHashMap<>();

    void bury(String uid, long version) {
        long now = System.nanoTime();
        Grave known = graves.remove(uid);
        long latest = known == null ? version : Math.max(known.version(), version);
        graves.put(uid, new Grave(latest, now));
        Iterator<Grave> all = graves.values().iterator();
        while (all.hasNext() && now - all.next().dug() > KEPT_NANOS) {
            all.remove();
        }
    }

    /** Tells whether an object was deleted, as far as is known of this version. */
    boolean cover(String uid, long version) {
        Grave grave = graves.get(uid);
        return grave != null && grave.version() >= version;
    }

    void clear() {
        graves.clear();
    }
}
