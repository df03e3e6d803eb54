package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.LeaseRecord;

/** What a candidate last saw of the lease, and since when it has been so. */
sealed interface Sight {

    /** The server has not said anything yet. */
    record Nothing() implements Sight {}

    /** There is no lease. */
    record Missing() implements Sight {}

    /**
     * @param since a moment not before the lease came to be so: when the answer was there, not when
     *     it was asked for
     */
    record Seen(LeaseRecord lease, Moment since) implements Sight {}

    default boolean heldBy(String identity) {
        return this instanceof Seen(LeaseRecord lease, Moment _) && lease.heldBy(identity);
    }

    /** Tells whether this lease is in the same hands as then, and was all the time. */
    default boolean sameTenure(LeaseRecord lease) {
        return this instanceof Seen(LeaseRecord before, Moment _)
                && before.heldBy(lease.holder())
                && before.transitions() == lease.transitions()
                && before.acquireTime().equals(lease.acquireTime());
    }

    /** The sight after the server answered with the lease. */
    default Sight of(LeaseRecord lease, Moment now) {
        return this instanceof Seen(LeaseRecord before, Moment since)
                        && before.resourceVersion().equals(lease.resourceVersion())
                ? new Seen(lease, since)
                : new Seen(lease, now);
    }
}
