package dev.plimsoll.operator.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the keys that want work. A key that is added many times is handed out once; one that is
 * being worked on is not handed out again until it is done, and then once more if it was added
 * meanwhile. After a failure a key waits for its backoff, which no event cuts short, and it is
 * never given up.
 *
 * <p>The queue has no thread and no timer: whoever drives it asks for work that is due. All methods
 * may be called from any thread.
 *
 * @param <K> names what is to be reconciled
 */
public final class WorkQueue<K> {

    private final Clock clock;
    private final Backoff backoff;
    private final Map<K, Instant> due = new LinkedHashMap<>();
    private final Set<K> working = new HashSet<>();
    private final Map<K, Integer> failures = new HashMap<>();

    public WorkQueue(Clock clock, Backoff backoff) {
        this.clock = clock;
        this.backoff = backoff;
    }

    /** Asks for work on the key as soon as possible, or when its backoff is over. */
    public synchronized void add(K key) {
        if (failures.containsKey(key) && due.containsKey(key)) {
            return;
        }
        bringForward(key, clock.instant());
    }

    /**
     * Hands out the key that has been due for the longest time.
     *
     * @return empty where nothing is due yet
     */
    public synchronized Optional<K> take() {
        Optional<K> next = earliest().filter(key -> !dueOf(key).isAfter(clock.instant()));
        next.ifPresent(key -> {
            due.remove(key);
            working.add(key);
        });
        return next;
    }

    /** Takes back a key that was handed out. */
    public synchronized void done(K key, Result result) {
        if (!working.remove(key)) {
            throw new IllegalStateException("Not being worked on: " + key);
        }
        Instant now = clock.instant();
        switch (result) {
            case Result.Settled(Optional<Instant> revisitAt) -> {
                failures.remove(key);
                revisitAt.ifPresent(at -> bringForward(key, at));
            }
            case Result.Retry _ -> due.put(key, now.plus(backoff.after(failedAgain(key))));
            case Result.Later(Duration after, String _) -> {
                failures.putIfAbsent(key, 0);
                due.put(key, now.plus(after));
            }
        }
    }

    /** Tells when the next key becomes due; empty where none waits. */
    public synchronized Optional<Instant> nextDue() {
        return earliest().map(this::dueOf);
    }

    /** Waits until a key is added or taken back, or the time is over. */
    public synchronized void awaitChange(Duration atMost) throws InterruptedException {
        wait(Math.max(1, atMost.toMillis()));
    }

    /** Counts the keys that are overdue or being worked on. */
    public synchronized int depth() {
        Instant now = clock.instant();
        return working.size() + (int) due.values().stream().filter(at -> !at.isAfter(now)).count();
    }

    /** Tells for how long the most overdue key has waited; zero where none does. */
    public synchronized Duration age() {
        Instant now = clock.instant();
        return nextDue()
                .filter(at -> at.isBefore(now))
                .map(at -> Duration.between(at, now))
                .orElse(Duration.ZERO);
    }

    private Optional<K> earliest() {
        return due.entrySet().stream()
                .filter(entry -> !working.contains(entry.getKey()))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private Instant dueOf(K key) {
        return due.getOrDefault(key, Instant.MAX);
    }

    private void bringForward(K key, Instant at) {
        due.merge(key, at, (was, wanted) -> wanted.isBefore(was) ? wanted : was);
        notifyAll();
    }

    private int failedAgain(K key) {
        return failures.merge(key, 1, Integer::sum);
    }
}
