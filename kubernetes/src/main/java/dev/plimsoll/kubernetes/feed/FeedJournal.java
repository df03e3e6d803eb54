package dev.plimsoll.kubernetes.feed;

import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.connection.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a feed's status tells, and says in the log once what is wrong and once that it is
 * over.
 */
final class FeedJournal<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final Store<T> store;
    private final InstantSource clock;
    private final Pulse bytes = new Pulse();
    private final Pulse steps = new Pulse();
    private final Map<Interruption, Long> interruptions = new ConcurrentHashMap<>();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong audits = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile FeedStatus.Phase phase = FeedStatus.Phase.LISTING;
    private volatile @Nullable Instant lastList;
    private volatile @Nullable AccessProblem problem;
    private @Nullable AccessProblem logged;
    private Pulse troubled = new Pulse();

    FeedJournal(Store<T> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Beats with every byte of the feed's own lists and watches. */
    Pulse bytes() {
        return bytes;
    }

    void step(FeedStatus.Phase next) {
        phase = next;
        steps.beat();
    }

    void listed() {
        lists.incrementAndGet();
        lastList = clock.instant();
        problem = null;
        well();
    }

    void watching() {
        problem = null;
        step(FeedStatus.Phase.WATCHING);
    }

    /** Something whole came: whatever was wrong is over. */
    void well() {
        steps.beat();
        if (logged != null) {
            LOG.info(
                    "{}: all is well again after {} s.",
                    store.type().title(),
                    troubled.age().toSeconds());
            logged = null;
        }
    }

    void interrupted(Interruption how) {
        interruptions.merge(how, 1L, Long::sum);
    }

    void failed(ApiException failure) {
        AccessProblem now = failure.problem();
        problem = now;
        if (logged == null) {
            troubled = new Pulse();
        }
        if (logged == null || logged.getClass() != now.getClass()) {
            LOG.warn("{}: {} Trying again.", store.type().title(), now.sentence());
            logged = now;
        } else {
            LOG.debug("{}: {}", store.type().title(), now.sentence(), failure);
        }
    }

    void setBack() {
        LOG.warn(
                "{}: the cluster's history was set back; starting over with what it shows now.",
                store.type().title());
    }

    void audited() {
        audits.incrementAndGet();
    }

    void missed(int events) {
        if (events > 0) {
            missed.addAndGet(events);
            LOG.warn(
                    "{}: a full list showed {} changes that the watch had missed; they are"
                            + " repaired.",
                    store.type().title(),
                    events);
        }
    }

    /** A long list is one step, and its bytes are only asked for by the thread that reads them. */
    private Duration lastMove() {
        Duration step = steps.age();
        Duration read = bytes.age();
        return step.compareTo(read) < 0 ? step : read;
    }

    FeedStatus status() {
        List<Delivery<T>> deliveries = store.deliveries();
        return new FeedStatus(
                store.type().title(),
                phase,
                store.ready(),
                store.size(),
                bytes.age(),
                lastMove(),
                Optional.ofNullable(lastList),
                interruptions,
                lists.get(),
                Math.max(0, lists.get() - 1),
                audits.get(),
                missed.get(),
                Optional.ofNullable(problem),
                deliveries.stream().mapToLong(Delivery::failures).sum(),
                deliveries.stream()
                        .map(Delivery::oldest)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }
}
