package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.Passage;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Interruption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts Kubernetes events, one after the other on a thread of its own. What does not fit into its
 * queue, or is refused, is dropped and counted: an event is never worth a wait of the work it tells
 * of.
 */
public final class EventJournal implements Journal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);
    private static final String PATH =
            "/apis/events.k8s.io/v1/namespaces/" + EventBody.NAMESPACE + "/events";

    /** Stands for no event and ends the thread. */
    private static final String END = "";

    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Passage gate;
    private final EventBody body;
    private final InstantSource clock;
    private final BlockingQueue<String> queue;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private boolean warned;

    /**
     * @param instance tells this process from its like, for example the pod's name
     * @param capacity how many events may wait
     */
    public EventJournal(Cluster cluster, String instance, InstantSource clock, int capacity) {
        this(cluster, instance, clock, capacity, Passage.FREE);
    }

    /**
     * @param instance tells this process from its like, for example the pod's name
     * @param capacity how many events may wait
     * @param gate counts the events under way, so that the lease is not given back before them
     */
    public EventJournal(
            Cluster cluster, String instance, InstantSource clock, int capacity, Passage gate) {
        this.gate = gate;
        this.cluster = cluster;
        this.clock = clock;
        body = new EventBody(instance);
        queue = new ArrayBlockingQueue<>(capacity);
        thread = Thread.ofVirtual().name("plimsoll-events").start(this::run);
    }

    @Override
    public void record(Subject subject, Severity severity, String reason, String note) {
        if (closed || !queue.offer(body.json(subject, severity, reason, note, clock.instant()))) {
            dropped.incrementAndGet();
        }
    }

    /** How many events were lost. */
    public long dropped() {
        return dropped.get();
    }

    private void run() {
        try {
            for (String event = queue.take(); !event.equals(END); event = queue.take()) {
                if (!guarded(event)) {
                    dropped.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            dropped.addAndGet(queue.stream().filter(event -> !event.equals(END)).count());
        }
    }

    /** A fault over one event must not be the silent end of all later ones. */
    private boolean guarded(String event) throws InterruptedException {
        try {
            return posted(event);
        } catch (RuntimeException fault) {
            LOG.error("An event could not be posted and is dropped.", fault);
            return false;
        }
    }

    private boolean posted(String event) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int left = TRIES; left > 0; left--, pause = pause.multipliedBy(2)) {
            try {
                ApiAnswer answer = send(event);
                // Its name is its own: where it exists already, an earlier try has made it.
                if (answer.successful() || answer.code() == 409) {
                    return true;
                }
                if (answer.code() < 500 && answer.code() != 429) {
                    refused(answer);
                    return false;
                }
            } catch (ApiException e) {
                LOG.debug("An event was not taken: {}", e.getMessage());
            }
            if (closed) {
                return false;
            }
            Thread.sleep(pause);
        }
        return false;
    }

    private ApiAnswer send(String event) throws ApiException {
        if (!gate.enter()) {
            throw new ApiException(Interruption.WITHHELD, new AccessProblem.NotLeading(), null);
        }
        boolean over = true;
        try {
            return cluster.send(ApiRequest.post(PATH, event));
        } catch (ApiException e) {
            over =
                    e.interruption() == Interruption.WITHHELD
                            || e.interruption() == Interruption.UNREACHABLE;
            throw e;
        } finally {
            gate.leave(over);
        }
    }

    private void refused(ApiAnswer answer) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "The API server refuses events ({}): {}",
                    answer.code(),
                    answer.status().message());
        }
    }

    /** Gives what waits one second to go out. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!queue.offer(END) || !thread.join(CLOSE_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
