package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides what to ask the lease store next, from what it answered so far. It has no clock, thread
 * or connection of its own.
 *
 * <p>A lease of somebody else is taken when it is free, or when it has not changed for its duration
 * since it was seen to change. Every update names the version that was seen, so that of all that
 * are sent, delayed, lost or repeated at most one succeeds. A missing lease is created at once, but
 * its creator is on probation for as long as a lease holds: somebody may have held the one that was
 * deleted, and cannot know yet.
 */
final class Election {

    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(100);
    private static final Duration QUIET_PAUSE = Duration.ofMillis(10);

    private final String identity;
    private final ElectionTimes times;
    private final RandomGenerator random;
    private Sight sight = new Sight.Nothing();
    private Moment due;
    private boolean outdated;
    private boolean claimed;
    private boolean over;
    private Moment probationEnd;

    Election(String identity, ElectionTimes times, RandomGenerator random, Moment now) {
        this.identity = identity;
        this.times = times;
        this.random = random;
        this.due = now;
        this.probationEnd = now;
    }

    /** Says what to ask now; empty before it is due. */
    Optional<Ask> next(Moment now) {
        if (!now.reached(due)) {
            return Optional.empty();
        }
        return Optional.of(new Ask(outdated ? new Ask.Read() : what(now), now));
    }

    private Ask.What what(Moment now) {
        return switch (sight) {
            case Sight.Nothing _ -> new Ask.Read();
            case Sight.Missing _ ->
                    new Ask.Create(LeaseRecord.NONE.claimed(identity, times.lease(), now.time()));
            case Sight.Seen(LeaseRecord lease, Moment _) when lease.heldBy(identity) ->
                    new Ask.Update(lease.renewed(times.lease(), now.time()));
            case Sight.Seen(LeaseRecord lease, Moment since)
                    when lease.free() || now.reached(expiry(lease, since)) ->
                    new Ask.Update(lease.claimed(identity, times.lease(), now.time()));
            case Sight.Seen _ -> new Ask.Read();
        };
    }

    /**
     * Says what to ask now to give the lease back; empty before it is due and when it is {@link
     * #over}.
     *
     * @param leftAt when the fence was shut for good
     * @param quiet whether all writes are over
     */
    Optional<Ask> leave(Moment now, Moment leftAt, boolean quiet) {
        // A lease on probation is no use to anybody else: it is left to expire.
        over |= onProbation(now);
        boolean unsure = outdated || (claimed && !sight.heldBy(identity));
        over |= !unsure && !sight.heldBy(identity);
        over |= now.reached(leftAt.plus(times.renewDeadline()));
        if (over || !now.reached(due)) {
            return Optional.empty();
        }
        if (unsure) {
            return Optional.of(new Ask(new Ask.Read(), now));
        }
        if (!quiet && !now.reached(leftAt.plus(times.aftermath()))) {
            due = now.plus(QUIET_PAUSE);
            return Optional.empty();
        }
        return sight instanceof Sight.Seen(LeaseRecord lease, Moment _)
                ? Optional.of(new Ask(new Ask.Update(lease.released(now.time())), now))
                : Optional.empty();
    }

    /** Tells whether holding the lease is worth nothing yet. */
    boolean onProbation(Moment now) {
        return !now.reached(probationEnd);
    }

    /** Makes whatever waits due at once. */
    void hurry(Moment now) {
        due = now;
    }

    /** Takes in an answer that was there at the given moment. */
    void answered(Ask ask, WriteOutcome<LeaseRecord> outcome, Moment now) {
        boolean read = ask.what() instanceof Ask.Read;
        switch (outcome) {
            case WriteOutcome.Done<LeaseRecord>(LeaseRecord lease) -> {
                if (lease.heldBy(identity) && lease.firstTerm() && !sight.sameTenure(lease)) {
                    probationEnd = now.plus(times.lease());
                }
                sight = sight.of(lease, now);
                settle(now, read ? now : ask.sent().plus(jittered(times.renewPeriod())));
            }
            case WriteOutcome.Gone<LeaseRecord> _ -> {
                sight = new Sight.Missing();
                // Where creating finds nothing either, not even the namespace is there.
                settle(now, now);
                due = ask.what() instanceof Ask.Create ? now.plus(times.lookPeriod()) : now;
            }
            case WriteOutcome.Conflict<LeaseRecord> _ -> {
                outdated = true;
                claimed = false;
                due = now.plus(CONFLICT_PAUSE);
            }
            case WriteOutcome.Busy<LeaseRecord>(Duration after, String _) ->
                    due = now.plus(shorter(after, times.renewPeriod()));
            case WriteOutcome.Doubtful<LeaseRecord> _ -> {
                claimed |= !read;
                repeat(ask, now);
            }
            case WriteOutcome.Refused<LeaseRecord> _ -> repeat(ask, now);
            case WriteOutcome.Withheld<LeaseRecord> _ -> repeat(ask, now);
        }
    }

    /** Finds out when to ask again, now that it is known how things are. */
    private void settle(Moment now, Moment renewal) {
        outdated = false;
        claimed = false;
        Moment look = now.plus(jittered(times.lookPeriod()));
        due =
                switch (sight) {
                    case Sight.Nothing _, Sight.Missing _ -> now;
                    case Sight.Seen(LeaseRecord lease, Moment _) when lease.free() -> now;
                    case Sight.Seen(LeaseRecord lease, Moment _) when lease.heldBy(identity) ->
                            renewal;
                    case Sight.Seen(LeaseRecord lease, Moment since) ->
                            earlier(look, expiry(lease, since));
                };
    }

    private void repeat(Ask ask, Moment now) {
        boolean held = sight.heldBy(identity);
        Moment again = ask.sent().plus(jittered(held ? times.renewPeriod() : times.lookPeriod()));
        due = now.reached(again) ? now : again;
    }

    private Moment expiry(LeaseRecord lease, Moment since) {
        return since.plus(lease.duration().isZero() ? times.lease() : lease.duration());
    }

    /** Keeps processes that failed together from coming back together. */
    private Duration jittered(Duration period) {
        return Duration.ofNanos((long) (period.toNanos() * random.nextDouble(0.9, 1.1)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Moment earlier(Moment one, Moment other) {
        return other.reached(one) ? one : other;
    }

    Sight sight() {
        return sight;
    }

    Moment due() {
        return due;
    }

    /** Tells whether there is nothing left to give back, or no time left to do it. */
    boolean over() {
        return over;
    }
}
