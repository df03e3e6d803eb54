package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.Fence;
import dev.plimsoll.core.port.MonotonicClock;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Is open while this process surely holds the lease: from the answer to a successful renewal until
 * the renew deadline after that renewal was <em>sent</em>. It closes by itself, by the mere passing
 * of time, whatever the threads and the HTTP calls of the process are doing.
 *
 * <h2>Why no two fences are open at once</h2>
 *
 * Let a renewal be sent at S and carried out by the server at A; A is not before S. A follower sees
 * the lease changed at some O not before A, and takes it at some T, at the earliest the lease
 * duration L after O, by its own monotonic clock; what it takes is, by the resource version, the
 * very lease that it saw. So S + L is not after T. The holder's fence closes at S + D, D being the
 * renew deadline, and L - D (5 s) earlier than anybody can take the lease. No clock is compared
 * with another: the two must only run equally fast, to within (L - D) / L, a third. A holder that
 * is stopped and continued finds its fence closed, for the time has passed for it too; one whose
 * whole machine slept, which stops the monotonic clock, finds it closed by the wall clock. A lease
 * that is given back may be taken at once: so that is done only when the fence is shut for good and
 * every write is over ({@link WriteGate}).
 *
 * <h2>Why no write of a former leader is accepted after the next one starts</h2>
 *
 * The last question to this fence comes before the last byte of a write, after the server itself
 * has asked for the body, and the server must have that byte to accept anything. It then has the
 * write deadline W (3 s), which the request names and the server keeps, so a write is accepted
 * before S + D + d + W, where d is the time from the question to the server's receipt. That is
 * before S + L, the next leader's earliest start, if d is below L - D - W (2 s).
 *
 * <h2>What remains</h2>
 *
 * A process stopped in the microseconds between the last question and the socket, a network or a
 * proxy, or a server or etcd that has the complete request, keeps it for longer and then carries it
 * out: no client can call such bytes back. They are covered by the precondition that every write
 * carries: it is accepted only on an object that nobody has changed since the former leader
 * decided, so it can overwrite nothing of the next leader's, and does to that object what would
 * have been right a few seconds earlier. What a sum over several objects may not exceed can so be
 * exceeded by that one write, until the next leader sees it. A person who empties or rewrites the
 * lease by hand breaks the assumption too, for as long as the fence is open; one who deletes it
 * does not, for whoever creates it anew leads only after the lease duration.
 */
public final class LeaseFence implements Fence {

    private final MonotonicClock monotonic;
    private final InstantSource wall;
    private final Duration renewDeadline;
    private volatile State state = new State(null, false);

    /** The renewal that counts, and whether the process has put down the lease for good. */
    private record State(@Nullable Moment renewalSent, boolean shut) {}

    public LeaseFence(MonotonicClock monotonic, InstantSource wall, ElectionTimes times) {
        this.monotonic = monotonic;
        this.wall = wall;
        this.renewDeadline = times.renewDeadline();
    }

    @Override
    public boolean open() {
        return left().isPositive();
    }

    /** Tells for how long it stays open without another renewal; zero where it is closed. */
    Duration left() {
        State now = state;
        if (now.shut || now.renewalSent == null) {
            return Duration.ZERO;
        }
        Duration byMonotonic = Duration.ofNanos(monotonic.nanos() - now.renewalSent.nanos());
        Duration byWall = Duration.between(now.renewalSent.time(), wall.instant());
        Duration spent = byMonotonic.compareTo(byWall) > 0 ? byMonotonic : byWall;
        Duration left = renewDeadline.minus(spent);
        return left.isPositive() ? left : Duration.ZERO;
    }

    /** Takes note that the server accepted a renewal that was sent then. */
    synchronized void renewed(Moment sent) {
        state = new State(sent, state.shut);
    }

    /** Closes until the next renewal: the lease is in other hands. */
    synchronized void lost() {
        state = new State(null, state.shut);
    }

    /** Closes for good, so that the lease can be given back. */
    synchronized void shut() {
        state = new State(null, true);
    }
}
