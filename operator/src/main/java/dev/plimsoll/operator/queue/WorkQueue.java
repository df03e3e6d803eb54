package dev.plimsoll.operator.queue;

import dev.plimsoll.core.port.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
 * <p>The queue has no thread and no timer: whoever drives it asks for work that is due. It counts
 * by a monotonic clock: no wait becomes longer or shorter when somebody sets the wall clock, which
 * only translates the moments that others name. All methods may be called from any thread.
 *
 * @param <K> names what is to be reconciled
 */
public final class WorkQueue<K> {

    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final InstantSource wall;
    private final MonotonicClock monotonic;
    private final long start;
    private final Backoff backoff;

    /** When each key is due, in nanoseconds since {@link #start}. */
    private final Map<K, Long> due = new LinkedHashMap<>();

    private final Set<K> working = new HashSet<>();
    private final Map<K, Integer> failures = new HashMap<>();

    /**
     * Makes a queue by one clock alone, which nobody sets: a virtual one.
     *
     * @param clock never leaps
     */
    public WorkQueue(InstantSource clock, Backoff backoff) {
        this(clock, MonotonicClock.by(clock), backoff);
    }

    public WorkQueue(InstantSource wall, MonotonicClock monotonic, Backoff backoff) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.start = monotonic.nanos();
        this.backoff = backoff;
    }

    /** Asks for work on the key as soon as possible, or when its backoff is over. */
    public synchronized void add(K key) {
        if (failures.containsKey(key) && due.containsKey(key)) {
            return;
        }
        bringForward(key, now());
    }

    /**
     * Hands out the key that has been due for the longest time.
     *
     * @return empty where nothing is due yet
     */
    public synchronized Optional<K> take() {
        Optional<K> next = earliest().filter(key -> dueOf(key) <= now());
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
        switch (result) {
            case Result.Settled(Optional<Instant> revisitAt) -> {
                failures.remove(key);
                revisitAt.ifPresent(at -> bringForward(key, in(until(at))));
            }
            case Result.Retry _ -> due.put(key, in(backoff.after(failedAgain(key))));
            case Result.Later(Duration after, String _) -> {
                failures.putIfAbsent(key, 0);
                due.put(key, in(after));
            }
        }
    }

    /** Tells when the next key becomes due, by the wall clock of now; empty where none waits. */
    public synchronized Optional<Instant> nextDue() {
        return earliest().map(key -> wall.instant().plusNanos(dueOf(key) - now()));
    }

    /** Waits until a key is added or taken back, or the time is over. */
    public synchronized void awaitChange(Duration atMost) throws InterruptedException {
        wait(Math.max(1, atMost.toMillis()));
    }

    /** Counts the keys that are overdue or being worked on. */
    public synchronized int depth() {
        long now = now();
        return working.size() + (int) due.values().stream().filter(at -> at <= now).count();
    }

    /** Tells for how long the most overdue key has waited; zero where none does. */
    public synchronized Duration age() {
        long now = now();
        return earliest()
                .map(key -> Duration.ofNanos(Math.max(0, now - dueOf(key))))
                .orElse(Duration.ZERO);
    }

    private Optional<K> earliest() {
        return due.entrySet().stream()
                .filter(entry -> !working.contains(entry.getKey()))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private long now() {
        return monotonic.nanos() - start;
    }

    private long in(Duration wait) {
        return now() + wait.toNanos();
    }

    private Duration until(Instant at) {
        Duration wait = Duration.between(wall.instant(), at);
        return wait.compareTo(FOREVER) < 0 ? wait : FOREVER;
    }

    private long dueOf(K key) {
        return due.getOrDefault(key, Long.MAX_VALUE);
    }

    private void bringForward(K key, long at) {
        due.merge(key, at, Math::min);
        notifyAll();
    }

    private int failedAgain(K key) {
        return failures.merge(key, 1, Integer::sum);
    }
}
