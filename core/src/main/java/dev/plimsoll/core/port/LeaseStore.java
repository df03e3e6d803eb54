package dev.plimsoll.core.port;

/**
 * Keeps the one lease that the operator's processes compete for. Every call blocks until the answer
 * or a deadline of a few seconds, whatever other requests do, and never throws for what a server or
 * network does.
 */
public interface LeaseStore {

    /** Reads the lease as it is now, not from a cache; {@code Gone} where there is none. */
    WriteOutcome<LeaseRecord> read();

    /** Creates the lease; {@code Conflict} where there is one. */
    WriteOutcome<LeaseRecord> create(LeaseRecord lease);

    /**
     * Replaces the lease if it still has the given resource version; {@code Conflict} where it has
     * not. Whoever relies on the lease relies on this.
     */
    WriteOutcome<LeaseRecord> update(LeaseRecord lease);
}
