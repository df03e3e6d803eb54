package dev.plimsoll.kubernetes.drain;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets the drains of one process evict in turns where they may share a budget. Of ten that have
 * seen that it allows one eviction, nine would be refused.
 */
public final class EvictionTurns {

    private final Map<String, Turn> turns = new ConcurrentHashMap<>();
    private final AtomicLong evictions = new AtomicLong();

    /** The last evictions in one namespace: that of whoever was last, and that before by others. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private String lastBy = "";
        private long last;
        private long lastOfTheRest;

        void evicted(String by, long at) {
            if (!by.equals(lastBy)) {
                lastBy = by;
                lastOfTheRest = last;
            }
            last = at;
        }

        long lastOfOthers(String by) {
            return by.equals(lastBy) ? lastOfTheRest : last;
        }
    }

    /** A moment, counted in evictions. */
    long now() {
        return evictions.get();
    }

    /**
     * Evicts when it is its turn.
     *
     * @param by who evicts: what it has evicted itself it has taken into account
     * @param seen when what the eviction was decided on was seen
     * @param anew looks again where others have evicted since, and gives what is in the way
     */
    <T> T evict(
            String namespace,
            String by,
            long seen,
            Supplier<Optional<T>> anew,
            Supplier<T> eviction) {
        Turn turn = turns.computeIfAbsent(namespace, _ -> new Turn());
        turn.lock.lock();
        try {
            if (turn.lastOfOthers(by) > seen) {
                Optional<T> obstacle = anew.get();
                if (obstacle.isPresent()) {
                    return obstacle.get();
                }
            }
            try {
                return eviction.get();
            } finally {
                // Only now: whoever looks while it is under way may not see it yet.
                turn.evicted(by, evictions.incrementAndGet());
            }
        } finally {
            turn.lock.unlock();
        }
    }
}
