package dev.plimsoll.simulation.watch;

import dev.plimsoll.simulation.cluster.Commit;
import dev.plimsoll.simulation.cluster.CommitObserver;
import dev.plimsoll.simulation.cluster.Kind;
import dev.plimsoll.simulation.cluster.ObjectTable;
import dev.plimsoll.simulation.time.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Brings one kind's commits to one client's cache: a list first, then every event after it, late
 * but in order. A stalled watch brings nothing, and begins anew with a list when it is noticed.
 */
final class Watch<T> implements CommitObserver<T> {

    private final Kind<T> kind;
    private final ObjectTable<T> table;
    private final LongSupplier version;
    private final Cache<T> cache;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Lag lag;

    /** What is on its way, oldest first. */
    private final Queue<Runnable> underway = new ArrayDeque<>();

    /** Counts the connections: what an old one had underway is lost with it. */
    private int connection;

    Watch(
            Kind<T> kind,
            ObjectTable<T> table,
            LongSupplier version,
            Cache<T> cache,
            Scheduler scheduler,
            RandomGenerator random,
            Lag lag) {
        this.kind = kind;
        this.table = table;
        this.version = version;
        this.cache = cache;
        this.scheduler = scheduler;
        this.random = random;
        this.lag = lag;
    }

    /** Lists, and watches from there. */
    void connect() {
        Collection<T> list = table.all();
        long listed = version.getAsLong();
        send(() -> cache.replace(list, listed));
        table.observe(this);
    }

    /** Ends for good: nothing that is underway arrives. */
    void close() {
        table.ignore(this);
        underway.clear();
        connection++;
    }

    /** Goes silent, until somebody notices after the given time and lists anew. */
    void stall(Duration unnoticed) {
        close();
        int stalled = connection;
        scheduler.after(
                unnoticed,
                () -> {
                    if (connection == stalled) {
                        connect();
                    }
                });
    }

    @Override
    public void committed(Commit<T> commit) {
        T after = commit.after();
        T before = commit.before();
        if (after != null) {
            send(() -> cache.show(after));
        } else if (before != null) {
            String name = kind.name().apply(before);
            send(() -> cache.hide(name, commit.version()));
        }
    }

    /** Each arrival hands over the oldest that is underway, so that none overtakes another. */
    private void send(Runnable arrival) {
        underway.add(arrival);
        int sentOn = connection;
        scheduler.after(
                lag.draw(random),
                () -> {
                    if (connection == sentOn) {
                        underway.remove().run();
                    }
                });
    }
}
