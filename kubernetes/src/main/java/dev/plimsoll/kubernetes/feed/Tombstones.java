package dev.plimsoll.kubernetes.feed;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the uids of objects deleted lately. A uid never comes back, so whatever is still said
 * about one (the answer to an own write, a late list) is old news. It is kept for longer than any
 * request can take.
 */
final class Tombstones {

    private static final long KEPT_NANOS = Duration.ofMinutes(15).toNanos();

    private final Map<String, Long> buried = new LinkedHashMap<>();

    void bury(String uid) {
        long now = System.nanoTime();
        buried.putIfAbsent(uid, now);
        Iterator<Long> times = buried.values().iterator();
        while (times.hasNext() && now - times.next() > KEPT_NANOS) {
            times.remove();
        }
    }

    boolean holds(String uid) {
        return buried.containsKey(uid);
    }

    void clear() {
        buried.clear();
    }
}
