package dev.plimsoll.kubernetes.canary;

import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.lease.LeaseObject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a heartbeat now and then and waits for it to come back through a watch: the way that every
 * piece of news goes, from the API server through the very client, feed, store and listener that
 * the jobs use. Leaders and followers beat alike.
 */
public final class Canary implements AutoCloseable {

    /** Often enough to be missed soon, seldom enough to cost nothing: two small writes a minute. */
    public static final Duration EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

    private final Cluster writing;
    private final String identity;
    private final Duration every;
    private final InstantSource clock;
    private final String collection;
    private final String creation;
    private final Echo echo = new Echo(System::nanoTime);
    private final Pulse steps = new Pulse();
    private final Store<Heartbeat> store;
    private final Feed<Heartbeat> feed;
    private final Thread thread;
    private volatile @Nullable AccessProblem problem;
    private volatile boolean closed;

    private Canary(
            Cluster writing,
            Cluster watching,
            String namespace,
            String identity,
            Duration every,
            FeedSettings feeds,
            InstantSource clock,
            RandomGenerator random) {
        this.writing = writing;
        this.identity = identity;
        this.every = every;
        this.clock = clock;
        collection = LeaseObject.collection(namespace);
        creation = Heartbeat.create(namespace);
        store = new Store<>(Heartbeat.type(namespace));
        store.listen((_, after) -> {
            if (after != null) {
                echo.seen(after.resourceVersion());
            }
        });
        feed = Feed.start(watching, store, feeds, clock, random);
        thread = Thread.ofVirtual().name("plimsoll-canary").unstarted(this::run);
    }

    /**
     * Begins to beat.
     *
     * @param writing sends the beats; nothing fences it, for a follower beats too
     * @param watching is the jobs' own way to the cluster
     * @param namespace holds the Lease {@code plimsoll-heartbeat}
     * @param identity tells this process from its like
     */
    public static Canary start(
            Cluster writing,
            Cluster watching,
            String namespace,
            String identity,
            Duration every,
            FeedSettings feeds,
            InstantSource clock,
            RandomGenerator random) {
        Canary canary =
                new Canary(writing, watching, namespace, identity, every, feeds, clock, random);
        canary.thread.start();
        return canary;
    }

    public CanaryStatus status() {
        return new CanaryStatus(
                echo.roundTrip(),
                echo.age(),
                echo.unreturned(),
                every,
                steps.age(),
                Optional.ofNullable(problem));
    }

    private void run() {
        while (!closed) {
            try {
                guarded();
                Thread.sleep(every);
            } catch (InterruptedException e) {
                // Closed: the loop's condition knows.
            }
        }
    }

    private void guarded() {
        try {
            beat();
            steps.beat();
        } catch (RuntimeException e) {
            LOG.error("A heartbeat failed; the next follows in its time.", e);
        }
    }

    private void beat() {
        try {
            long sent = System.nanoTime();
            ApiAnswer answer =
                    writing.send(
                            ApiRequest.mergePatch(
                                    collection + "/" + Heartbeat.NAME,
                                    Heartbeat.patch(identity, clock.instant())));
            if (answer.code() == 404) {
                answer = writing.send(ApiRequest.post(collection, creation));
            }
            if (answer.successful()) {
                echo.accepted(Json.read(answer.body(), Heartbeat::read).resourceVersion(), sent);
                problem = null;
            } else {
                String words = answer.status().message();
                problem =
                        answer.code() == 403
                                ? new AccessProblem.Forbidden(words)
                                : new AccessProblem.Failing(
                                        writing.server(), answer.code() + " " + words);
            }
        } catch (ApiException e) {
            problem = e.problem();
        } catch (IOException e) {
            problem = new AccessProblem.Failing(writing.server(), "the heartbeat cannot be read");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        feed.close();
        store.close();
    }
}
