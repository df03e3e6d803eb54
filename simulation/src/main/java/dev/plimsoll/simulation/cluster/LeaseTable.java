package dev.plimsoll.simulation.cluster;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.WriteOutcome;

/** Holds the one lease, free at first, as the API server does. */
public final class LeaseTable implements LeaseStore {

    private LeaseRecord lease = LeaseRecord.NONE;
    private long version;

    /** Makes a lease that nobody holds, as it is shipped. */
    public LeaseTable() {
        lease = stored(LeaseRecord.NONE);
    }

    /** Who holds it, whether its time is up or not; empty where nobody does. */
    public String holder() {
        return lease.holder();
    }

    /** How often it has changed hands. */
    public int transitions() {
        return lease.transitions();
    }

    @Override
    public WriteOutcome<LeaseRecord> read() {
        return new WriteOutcome.Done<>(lease);
    }

    @Override
    public WriteOutcome<LeaseRecord> create(LeaseRecord wanted) {
        return new WriteOutcome.Conflict<>("the lease exists already");
    }

    @Override
    public WriteOutcome<LeaseRecord> update(LeaseRecord wanted) {
        if (!wanted.resourceVersion().equals(lease.resourceVersion())) {
            return new WriteOutcome.Conflict<>("the lease was changed");
        }
        lease = stored(wanted);
        return new WriteOutcome.Done<>(lease);
    }

    private LeaseRecord stored(LeaseRecord wanted) {
        return new LeaseRecord(
                wanted.holder(),
                wanted.duration(),
                wanted.acquireTime(),
                wanted.renewTime(),
                wanted.transitions(),
                Long.toString(++version));
    }
}
