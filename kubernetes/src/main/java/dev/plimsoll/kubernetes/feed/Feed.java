package dev.plimsoll.kubernetes.feed;

import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiStatus;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.connection.Pulse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store equal to what the cluster holds: lists, then watches, for as long as it lives. It
 * never waits without a deadline and never gives up:
 *
 * <ul>
 *   <li>a watch is renewed at its maximum age, and taken for dead when no event and no bookmark has
 *       come for {@link Deadlines#watchSilence};
 *   <li>it continues from the last version seen; when that is gone (410), or after some watches in
 *       a row that brought nothing, all is listed anew;
 *   <li>between failures it waits a random and growing time, at most {@link
 *       FeedSettings#backoffCap}, or as long as the server asks;
 *   <li>an {@link Auditor} compares all with a full list now and then.
 * </ul>
 *
 * @param <T> the kind of object
 */
public final class Feed<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** A server that shows older states so often in a row has really been set back. */
    private static final int STALE_LISTS = 3;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Store<T> store;
    private final FeedSettings settings;
    private final RandomGenerator random;
    private final FeedJournal<T> journal;
    private final Lister<T> lister;
    private final Backoff backoff;
    private final Auditor<T> auditor;
    private final Thread thread;
    private volatile boolean closed;

    // What follows is the feed's own thread's.
    private @Nullable String position;
    private long passed;
    private int fruitless;
    private int stale;
    private boolean progress;

    private Feed(
            Cluster cluster,
            Store<T> store,
            FeedSettings settings,
            InstantSource clock,
            RandomGenerator random) {
        this.cluster = cluster;
        this.store = store;
        this.settings = settings;
        this.random = random;
        journal = new FeedJournal<>(store, clock);
        lister = new Lister<>(cluster, store.type(), settings.pageSize());
        backoff = new Backoff(settings, random);
        auditor =
                new Auditor<>(
                        lister,
                        store,
                        journal,
                        settings.auditEvery(),
                        cluster.deadlines().watchAgeMax(),
                        random);
        thread =
                Thread.ofVirtual()
                        .name("plimsoll-feed-" + store.type().title())
                        .unstarted(this::run);
    }

    /** Begins to feed a store. */
    public static <T> Feed<T> start(
            Cluster cluster,
            Store<T> store,
            FeedSettings settings,
            InstantSource clock,
            RandomGenerator random) {
        Feed<T> feed = new Feed<>(cluster, store, settings, clock, random);
        feed.thread.start();
        return feed;
    }

    public FeedStatus status() {
        return journal.status();
    }

    /** Ends the feed and its connection; returns within two seconds. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                LOG.warn("The feed of {} has not ended yet.", store.type().title());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (position == null) {
                    list();
                } else {
                    watch(position);
                }
            } catch (InterruptedException e) {
                // Closed: the loop's condition knows.
            } catch (RuntimeException | Error e) {
                // A bug of ours. To go on is better than to stand still, and it is said each time.
                LOG.error("The feed of {} failed; it lists anew.", store.type().title(), e);
                position = null;
                journal.failed(StreamFailure.garbage(cluster, e.toString()));
                LockSupport.parkNanos(settings.backoffCap().toNanos());
            }
        }
        auditor.stop();
        journal.step(FeedStatus.Phase.CLOSED);
    }

    private void list() throws InterruptedException {
        journal.step(FeedStatus.Phase.LISTING);
        try {
            long floor = Math.max(passed, store.newest());
            Listing<T> listing = lister.list(journal.bytes());
            if (listing.version() >= floor || listing.version() == ResourceVersion.NONE) {
                store.replace(listing);
            } else if (++stale < STALE_LISTS) {
                throw StreamFailure.stale(cluster);
            } else {
                journal.setBack();
                store.startOver(listing);
            }
            stale = 0;
            passed = listing.version();
            position = listing.resourceVersion();
            auditor.listed();
            journal.listed();
        } catch (ApiException e) {
            failed(e);
        }
    }

    private void watch(String from) throws InterruptedException {
        journal.step(FeedStatus.Phase.CONNECTING);
        Deadlines deadlines = cluster.deadlines();
        long spread = deadlines.watchAgeMax().minus(deadlines.watchAgeMin()).toNanos();
        Duration age = deadlines.watchAgeMin().plusNanos(random.nextLong(spread + 1));
        Pulse begun = new Pulse();
        progress = false;
        fruitless++;
        try {
            new Watch<>(cluster, store.type(), age, journal.bytes()).run(from, new Progress());
            if (!progress) {
                throw StreamFailure.ended(cluster);
            }
            renew(Interruption.ENDED, begun.age());
        } catch (ApiException e) {
            if (listsAfter(e.interruption())) {
                position = null;
            }
            // To be told once that it is too late, or to be old, is no failure.
            boolean orderly =
                    e.interruption() == Interruption.GONE || e.interruption() == Interruption.AGE;
            if (orderly && fruitless <= 1) {
                renew(e.interruption(), begun.age());
            } else {
                failed(e);
            }
        }
    }

    /** Tells whether a watch ended in a way that leaves no trust in where it would continue. */
    private boolean listsAfter(Interruption end) {
        return switch (end) {
            case GONE, STALE -> true;
            // Not even a bookmark: perhaps the server has not come so far, and never will.
            case SILENT -> !progress || fruitless >= settings.fruitlessWatches();
            default -> fruitless >= settings.fruitlessWatches();
        };
    }

    private void renew(Interruption reason, Duration age) throws InterruptedException {
        journal.interrupted(reason);
        if (age.compareTo(settings.backoffFirst()) < 0) {
            pause(Duration.ofNanos(random.nextLong(settings.backoffFirst().toNanos())));
        }
    }

    private void failed(ApiException failure) throws InterruptedException {
        if (closed) {
            return;
        }
        journal.interrupted(failure.interruption());
        journal.failed(failure);
        pause(backoff.next(failure.retryAfter()));
    }

    private void pause(Duration time) throws InterruptedException {
        journal.step(FeedStatus.Phase.WAITING);
        Thread.sleep(time);
    }

    /** Brings what a watch brings to the store. */
    private final class Progress implements Watch.Sink<T> {

        @Override
        public void opened() {
            journal.watching();
        }

        @Override
        public void event(WatchEvent<T> event) throws ApiException {
            switch (event) {
                case WatchEvent.Present<T>(T object) -> {
                    store.offer(object);
                    passed(store.type().resourceVersion().apply(object));
                }
                case WatchEvent.Deleted<T>(T object) -> {
                    store.deleted(object);
                    passed(store.type().resourceVersion().apply(object));
                }
                case WatchEvent.Bookmark<T>(String version) -> passed(version);
                case WatchEvent.Failure<T>(ApiStatus status) ->
                        throw StreamFailure.event(cluster, status);
            }
        }

        private void passed(String version) throws ApiException {
            long now = ResourceVersion.of(version);
            if (now < passed) {
                // A watch only goes forward: this server is behind, or its history was set back.
                throw StreamFailure.stale(cluster);
            }
            position = version;
            passed = now;
            progress = true;
            fruitless = 0;
            backoff.reset();
            journal.well();
            auditor.passed(now);
        }
    }
}
