package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.WriteOutcome;

/**
 * One question to the lease store.
 *
 * @param sent a moment not after the question goes out: what a renewal is worth is counted from
 *     here
 */
record Ask(What what, Moment sent) {

    WriteOutcome<LeaseRecord> put(LeaseStore store) {
        return switch (what) {
            case Read _ -> store.read();
            case Create(LeaseRecord lease) -> store.create(lease);
            case Update(LeaseRecord lease) -> store.update(lease);
        };
    }

    sealed interface What {}

    record Read() implements What {}

    record Create(LeaseRecord lease) implements What {}

    record Update(LeaseRecord lease) implements What {}
}
