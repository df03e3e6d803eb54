package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.WriteOutcome;
import org.jspecify.annotations.Nullable;

/** An API server with one lease and some objects; each request is carried out in one instant. */
final class SimulatedServer implements LeaseStore {

    private static final int OBJECTS = 8;

    private final PlantedBug bug;
    private final int[] versions = new int[OBJECTS];
    private @Nullable LeaseRecord lease;
    private int revision = 1;
    private long hungUntil;

    SimulatedServer(PlantedBug bug) {
        this.bug = bug;
    }

    @Override
    public WriteOutcome<LeaseRecord> read() {
        return lease == null ? new WriteOutcome.Gone<>() : new WriteOutcome.Done<>(lease);
    }

    @Override
    public WriteOutcome<LeaseRecord> create(LeaseRecord wanted) {
        return lease == null ? store(wanted) : new WriteOutcome.Conflict<>("exists");
    }

    @Override
    public WriteOutcome<LeaseRecord> update(LeaseRecord wanted) {
        if (lease == null) {
            return new WriteOutcome.Gone<>();
        }
        boolean same = lease.resourceVersion().equals(wanted.resourceVersion());
        return same || bug == PlantedBug.NO_PRECONDITION
                ? store(wanted)
                : new WriteOutcome.Conflict<>("changed");
    }

    private WriteOutcome<LeaseRecord> store(LeaseRecord wanted) {
        LeaseRecord stored =
                new LeaseRecord(
                        wanted.holder(),
                        wanted.duration(),
                        wanted.acquireTime(),
                        wanted.renewTime(),
                        wanted.transitions(),
                        String.valueOf(++revision));
        lease = stored;
        return new WriteOutcome.Done<>(stored);
    }

    /** Carries nothing out until then. */
    void hang(long until) {
        hungUntil = Math.max(hungUntil, until);
    }

    /** When it will carry out what arrives now. */
    long turn(long now) {
        return Math.max(now, hungUntil);
    }

    /** A person deletes the lease. */
    void deleteLease() {
        lease = null;
    }

    /** Somebody changes the lease without touching what it says, say an annotation. */
    void touchLease() {
        if (lease != null) {
            store(lease);
        }
    }

    int version(int object) {
        return versions[object % OBJECTS];
    }

    /** Writes an object if it is as it was. */
    boolean write(int object, int version) {
        if (versions[object % OBJECTS] != version) {
            return false;
        }
        versions[object % OBJECTS]++;
        return true;
    }
}
