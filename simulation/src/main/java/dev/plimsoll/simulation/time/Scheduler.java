package dev.plimsoll.simulation.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Runs what is to happen, in the order of time, and moves the clock. Things of the same instant run
 * in an order drawn from the seed, so that no code can rely on one that a real cluster does not
 * promise.
 *
 * <p>What runs may itself let time pass by {@link #runUntil}: so a call to a server takes its time
 * while the world goes on around the caller.
 */
public final class Scheduler {

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::at)
                    .thenComparingInt(Entry::draw)
                    .thenComparingLong(Entry::sequence);

    private final VirtualClock clock;
    private final RandomGenerator random;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
    private long sequence;

    private record Entry(Instant at, int draw, long sequence, Runnable action) {}

    public Scheduler(VirtualClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Plans an action; one that should have happened already happens next. */
    public void at(Instant instant, Runnable action) {
        entries.add(new Entry(instant, random.nextInt(), sequence++, action));
    }

    /** Plans an action for when the wait is over. */
    public void after(Duration wait, Runnable action) {
        at(clock.instant().plus(wait), action);
    }

    /** Tells when the next action is planned; empty where there is none. */
    public Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::at);
    }

    /** Moves the clock to the next action and runs it; does nothing where there is none. */
    public void runNext() {
        Entry entry = entries.poll();
        if (entry != null) {
            clock.advanceTo(entry.at);
            entry.action.run();
        }
    }

    /** Runs everything planned up to and including the instant, and lets it become that time. */
    public void runUntil(Instant instant) {
        while (next().filter(at -> !at.isAfter(instant)).isPresent()) {
            runNext();
        }
        clock.advanceTo(instant);
    }
}
