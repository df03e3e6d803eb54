package dev.plimsoll.kubernetes.feed;

import dev.plimsoll.core.port.ChangeListener;
import dev.plimsoll.kubernetes.connection.Pulse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changes to one listener on a thread of its own. Changes of one object that wait are made
 * one, from the oldest state not yet told to the newest, so a listener that is slow or stuck holds
 * up nobody and costs at most one entry an object; one that throws is called again for the next
 * change.
 */
final class Delivery<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration LOG_PAUSE = Duration.ofMinutes(1);

    private record Change<T>(@Nullable T before, @Nullable T after, long since) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Map<String, Change<T>> waiting = new LinkedHashMap<>();
    private final ChangeListener<T> listener;
    private final String title;
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private @Nullable Pulse logged;
    private long current;
    private boolean busy;
    private volatile boolean closed;

    Delivery(ResourceType<T> type, ChangeListener<T> listener) {
        this.listener = listener;
        this.title = type.title();
        thread = Thread.ofVirtual().name("plimsoll-listener-" + title).start(this::run);
    }

    void add(String key, @Nullable T before, @Nullable T after) {
        lock.lock();
        try {
            Change<T> older = waiting.get(key);
            Change<T> change =
                    older == null
                            ? new Change<>(before, after, System.nanoTime())
                            : new Change<>(older.before(), after, older.since());
            if (change.before() == null && change.after() == null) {
                waiting.remove(key);
            } else {
                waiting.put(key, change);
                added.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How long the oldest change has been waiting or being dealt with; zero when all are told. */
    Duration oldest() {
        lock.lock();
        try {
            long now = System.nanoTime();
            long since = now;
            if (busy) {
                since = current;
            } else if (!waiting.isEmpty()) {
                since = waiting.values().iterator().next().since();
            }
            return Duration.ofNanos(now - since);
        } finally {
            lock.unlock();
        }
    }

    /** How often the listener threw. */
    long failures() {
        return failures.get();
    }

    private void run() {
        while (!closed) {
            try {
                Change<T> change = take();
                listener.changed(change.before(), change.after());
            } catch (InterruptedException e) {
                // Closed, or a listener interrupts its own thread: the loop's condition knows.
            } catch (Throwable e) {
                failures.incrementAndGet();
                log(e);
            }
        }
    }

    private Change<T> take() throws InterruptedException {
        lock.lock();
        try {
            busy = false;
            while (waiting.isEmpty()) {
                added.await();
            }
            String key = waiting.keySet().iterator().next();
            Change<T> change = waiting.remove(key);
            if (change == null) {
                throw new IllegalStateException("a waiting change is gone");
            }
            busy = true;
            current = change.since();
            return change;
        } finally {
            lock.unlock();
        }
    }

    private void log(Throwable failure) {
        if (logged == null || logged.age().compareTo(LOG_PAUSE) > 0) {
            logged = new Pulse();
            LOG.error("A listener to {} failed; it goes on with the next change.", title, failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
