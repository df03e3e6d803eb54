package dev.plimsoll.core.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says who leads, as a {@code coordination.k8s.io/v1} Lease. The times are of the holder's clock
 * and are there for people to read: nothing may be decided on them.
 *
 * @param holder the identity of the leader; empty where nobody leads
 * @param duration for how long after it was seen to change nobody else may take the lease, in whole
 *     seconds; zero where the lease does not say
 * @param transitions how often the lease went to another holder; 0 while its creator holds it
 * @param resourceVersion the precondition of an update; empty before it is created
 */
public record LeaseRecord(
        String holder,
        Duration duration,
        Optional<Instant> acquireTime,
        Optional<Instant> renewTime,
        int transitions,
        String resourceVersion) {

    /** Stands for the lease that is yet to be created. */
    public static final LeaseRecord NONE =
            new LeaseRecord("", Duration.ZERO, Optional.empty(), Optional.empty(), -1, "");

    private static final Duration RELEASED = Duration.ofSeconds(1);

    public boolean free() {
        return holder.isEmpty();
    }

    public boolean heldBy(String identity) {
        return holder.equals(identity);
    }

    /** Tells whether its holder created it, rather than took it from another. */
    public boolean firstTerm() {
        return transitions == 0;
    }

    /** The lease in the hands of a new holder, which begins a term. */
    public LeaseRecord claimed(String identity, Duration lease, Instant now) {
        return new LeaseRecord(
                identity,
                lease,
                Optional.of(now),
                Optional.of(now),
                transitions + 1,
                resourceVersion);
    }

    /** The lease in the same hands for longer. */
    public LeaseRecord renewed(Duration lease, Instant now) {
        return new LeaseRecord(
                holder, lease, acquireTime, Optional.of(now), transitions, resourceVersion);
    }

    /**
     * The lease given back. The second of duration is for electors of other makes that look at it
     * before they look at the holder.
     */
    public LeaseRecord released(Instant now) {
        return new LeaseRecord(
                "", RELEASED, Optional.of(now), Optional.of(now), transitions, resourceVersion);
    }
}
