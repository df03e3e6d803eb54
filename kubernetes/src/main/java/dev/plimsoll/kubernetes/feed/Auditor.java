package dev.plimsoll.kubernetes.feed;

import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Pulse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Compares the store with a full list from time to time while the watch goes on, as an insurance
 * against faults that nobody has thought of. A difference alone proves nothing, for the event may
 * be on its way; what still differs once the watch has passed the list's version has been missed.
 */
final class Auditor<T> {

    /** What a list found, and how long ago. */
    private record Finding<T>(Differences<T> differences, Pulse found) {}

    private final Lister<T> lister;
    private final Store<T> store;
    private final FeedJournal<T> journal;
    private final Duration every;
    private final Duration patience;
    private final RandomGenerator random;
    private final AtomicReference<@Nullable Finding<T>> finding = new AtomicReference<>();
    private Pulse last = new Pulse();
    private Duration pause;
    private @Nullable Thread thread;

    /**
     * @param patience after which a difference counts as missed although the watch has not come far
     *     enough to prove it
     */
    Auditor(
            Lister<T> lister,
            Store<T> store,
            FeedJournal<T> journal,
            Duration every,
            Duration patience,
            RandomGenerator random) {
        this.lister = lister;
        this.store = store;
        this.journal = journal;
        this.every = every;
        this.patience = patience;
        this.random = random;
        this.pause = jittered();
    }

    /** Forgets what was found: the feed itself has just taken over a full list. */
    void listed() {
        stop();
        finding.set(null);
        postpone();
    }

    /** Takes note that the watch has come to a version; starts an audit when one is due. */
    void passed(long version) {
        Finding<T> found = finding.get();
        if (found != null
                && (version >= found.differences().version()
                        || found.found().age().compareTo(patience) > 0)) {
            finding.set(null);
            journal.missed(store.repair(found.differences()));
        }
        if (last.age().compareTo(pause) > 0 && (thread == null || !thread.isAlive())) {
            postpone();
            thread =
                    Thread.ofVirtual()
                            .name("plimsoll-audit-" + store.type().title())
                            .start(this::audit);
        }
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void audit() {
        try {
            Differences<T> differences = store.compare(lister.list(new Pulse()));
            journal.audited();
            if (!differences.none()) {
                finding.set(new Finding<>(differences, new Pulse()));
            }
        } catch (ApiException e) {
            // The watch has its own ways to notice; the next audit comes in its time.
        }
    }

    private void postpone() {
        last = new Pulse();
        pause = jittered();
    }

    private Duration jittered() {
        long tenth = every.toNanos() / 10;
        return every.minusNanos(tenth).plusNanos(random.nextLong(2 * tenth + 1));
    }
}
