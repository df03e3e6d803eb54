package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.Fence;
import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.MonotonicClock;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Competes for the lease and opens the fence while it is held. It understands, and is understood
 * by, the electors of Kubernetes' own components and of client libraries.
 *
 * <p>It has no thread and no timer: whoever drives it, on one thread or a virtual clock, calls
 * {@link #step} whenever {@link #untilDue} is over. Should that thread hang, the fence closes all
 * the same.
 */
public final class Elector {

    private static final System.Logger LOG = System.getLogger(Elector.class.getName());

    private final String identity;
    private final LeaseStore store;
    private final LeaseFence fence;
    private final WriteGate gate;
    private final LeadershipListener listener;
    private final MonotonicClock monotonic;
    private final InstantSource wall;
    private final Election election;
    private volatile Standing standing = new Standing("", -1);
    private volatile @Nullable Moment leftAt;
    private volatile boolean over;
    private volatile Moment stepped;
    private boolean leaving;
    private boolean leading;
    private String trouble = "";

    /**
     * Tells who leads as far as this process knows.
     *
     * @param holder empty where nobody does
     * @param term how often the lease has changed hands; -1 before it was seen
     */
    public record Standing(String holder, int term) {}

    /**
     * @param identity differs from that of every other process there ever was: a process that
     *     starts anew must not take itself for the one before
     * @param fence opened and closed by this elector alone
     * @param gate all writes of the process pass through it
     */
    public Elector(
            String identity,
            ElectionTimes times,
            LeaseStore store,
            LeaseFence fence,
            WriteGate gate,
            LeadershipListener listener,
            MonotonicClock monotonic,
            InstantSource wall,
            RandomGenerator random) {
        this.identity = identity;
        this.store = store;
        this.fence = fence;
        this.gate = gate;
        this.listener = listener;
        this.monotonic = monotonic;
        this.wall = wall;
        this.stepped = now();
        this.election = new Election(identity, times, random, stepped);
    }

    /** Holds every write of this process. */
    public Fence fence() {
        return fence;
    }

    public Standing standing() {
        return standing;
    }

    /**
     * Does what is due: asks the store at most once and takes in the answer.
     *
     * @return false where nothing was to be asked
     */
    public boolean step() {
        Optional<Ask> ask = begin();
        ask.ifPresent(due -> finish(due, put(due)));
        return ask.isPresent();
    }

    /** Tells when {@link #step} is to be called next; empty once {@link #over}. */
    public Optional<Duration> untilDue() {
        if (over) {
            return Optional.empty();
        }
        Duration untilAsk = election.due().since(now());
        Duration untilClosed = fence.left();
        boolean first = leading && untilClosed.compareTo(untilAsk) < 0;
        return Optional.of(first ? untilClosed : untilAsk);
    }

    /**
     * Closes the fence for good and, in the steps to come, gives the lease back once every write is
     * over, so that a follower need not wait for it to expire. May be called from any thread.
     */
    public void leave() {
        fence.shut();
        if (leftAt == null) {
            leftAt = now();
        }
    }

    /** Tells whether this elector has left and has nothing more to do. */
    public boolean over() {
        return over;
    }

    /**
     * Tells how long ago {@link #step} was last called. It is called every second, or when the
     * answer to a request is there: a much greater age means that the elector's thread is stuck.
     * May be called from any thread.
     */
    public Duration sinceStep() {
        return now().since(stepped);
    }

    /** Decides what to ask now. */
    Optional<Ask> begin() {
        announce();
        Moment now = now();
        stepped = now;
        Moment left = leftAt;
        if (left == null) {
            return election.next(now);
        }
        if (!leaving) {
            leaving = true;
            election.hurry(now);
        }
        Optional<Ask> ask = election.leave(now, left, gate.quiet());
        over = election.over();
        return ask;
    }

    private WriteOutcome<LeaseRecord> put(Ask ask) {
        try {
            return ask.put(store);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "The lease could not be asked for", fault);
            return new WriteOutcome.Doubtful<>(fault.toString());
        }
    }

    /** Takes in the answer to a question. */
    void finish(Ask ask, WriteOutcome<LeaseRecord> outcome) {
        Moment now = now();
        election.answered(ask, outcome, now);
        if (election.sight() instanceof Sight.Seen(LeaseRecord lease, Moment _)) {
            standing = new Standing(lease.holder(), lease.transitions());
        }
        if (!election.sight().heldBy(identity)) {
            fence.lost();
        } else if (outcome instanceof WriteOutcome.Done
                && !(ask.what() instanceof Ask.Read)
                && !election.onProbation(now)) {
            fence.renewed(ask.sent());
        }
        trouble = outcome instanceof WriteOutcome.Done ? "" : outcome.toString();
        announce();
    }

    private void announce() {
        boolean open = fence.open();
        if (open == leading) {
            return;
        }
        leading = open;
        try {
            if (open) {
                listener.started(standing.term());
            } else {
                listener.stopped(whyStopped());
            }
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "A change of leadership was not taken in", fault);
        }
    }

    private String whyStopped() {
        if (leftAt != null) {
            return "this process gives the lease back";
        }
        if (election.sight() instanceof Sight.Missing) {
            return "the lease was deleted";
        }
        return election.sight().heldBy(identity)
                ? "the lease could not be renewed in time"
                        + (trouble.isEmpty() ? "" : ": " + trouble)
                : "%s holds the lease".formatted(standing.holder());
    }

    private Moment now() {
        return Moment.now(monotonic, wall);
    }
}
