package dev.plimsoll.leadership;

import dev.plimsoll.testbed.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges by the audit log who held the lease and who wrote.
 *
 * @param leases the accepted writes of the lease
 * @param writes the accepted writes of nodes
 */
record Verdict(List<AuditEvent> leases, List<AuditEvent> writes) {

    private static final Duration LEASE = Duration.ofSeconds(15);

    static Verdict on(List<AuditEvent> events) {
        List<AuditEvent> accepted =
                events.stream()
                        .filter(event -> event.isWrite() && event.succeeded())
                        .sorted(Comparator.comparing(AuditEvent::time))
                        .toList();
        return new Verdict(
                accepted.stream().filter(event -> event.resource().equals("leases")).toList(),
                accepted.stream().filter(event -> event.resource().equals("nodes")).toList());
    }

    /** Accepted writes by somebody who did not hold the lease, or no longer. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (AuditEvent write : writes) {
            Optional<AuditEvent> held =
                    leases.stream()
                            .filter(lease -> !lease.time().isAfter(write.time()))
                            .reduce((_, last) -> last);
            if (held.isEmpty() || !held.get().user().equals(write.user())) {
                faults.add("not the holder: " + write);
            } else if (write.time().isAfter(held.get().time().plus(LEASE))) {
                faults.add("after its lease: " + write);
            }
        }
        return faults;
    }

    /** How long it took from then until this user had the lease. */
    Optional<Duration> taken(String user, Instant since) {
        return leases.stream()
                .filter(lease -> lease.user().equals(user) && lease.time().isAfter(since))
                .findFirst()
                .map(lease -> Duration.between(since, lease.time()));
    }

    /** How many writes of this user were accepted after then. */
    long writesBy(String user, Instant since) {
        return writes.stream()
                .filter(write -> write.user().equals(user) && write.time().isAfter(since))
                .count();
    }

    /** When the last write of this user was accepted. */
    Optional<Instant> lastWriteBy(String user) {
        return writes.stream()
                .filter(write -> write.user().equals(user))
                .map(AuditEvent::time)
                .reduce((_, last) -> last);
    }
}
