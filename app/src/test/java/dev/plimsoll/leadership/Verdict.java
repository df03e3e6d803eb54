package dev.plimsoll.leadership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.testbed.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Judges by the audit log who held the lease and who wrote.
 *
 * @param leases the accepted writes of the lease
 * @param writes the accepted writes of nodes
 * @param refusals the writes of nodes that were refused, for whatever reason
 */
record Verdict(List<AuditEvent> leases, List<AuditEvent> writes, List<AuditEvent> refusals) {

    private static final Duration LEASE = Duration.ofSeconds(15);

    static Verdict on(List<AuditEvent> events) {
        List<AuditEvent> ordered =
                events.stream()
                        .filter(AuditEvent::isWrite)
                        .sorted(Comparator.comparing(AuditEvent::time))
                        .toList();
        return new Verdict(
                of(ordered, "leases", AuditEvent::succeeded),
                of(ordered, "nodes", AuditEvent::succeeded),
                of(ordered, "nodes", event -> !event.succeeded()));
    }

    private static List<AuditEvent> of(
            List<AuditEvent> events, String resource, Predicate<AuditEvent> wanted) {
        return events.stream()
                .filter(event -> event.resource().equals(resource))
                .filter(wanted)
                .toList();
    }

    /**
     * The same without the writes that these objects show: they had been accepted before, however
     * late their answers left.
     */
    Verdict without(String stored) {
        return new Verdict(
                leases,
                writes.stream().filter(write -> !stored.contains(text(write))).toList(),
                refusals);
    }

    /** What the write put on its object, unlike any other. */
    private static String text(AuditEvent write) {
        JsonNode body = Objects.requireNonNull(write.requestObject(), write::toString);
        String text = body.at("/metadata/annotations").path(Contender.WRITTEN).asText();
        if (text.isEmpty()) {
            throw new IllegalStateException("Not a contender's write: " + write);
        }
        return text;
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
        return by(writes, user, since).size();
    }

    /** Which writes of this user were refused after then. */
    List<AuditEvent> refused(String user, Instant since) {
        return by(refusals, user, since);
    }

    private static List<AuditEvent> by(List<AuditEvent> events, String user, Instant since) {
        return events.stream()
                .filter(event -> event.user().equals(user) && event.time().isAfter(since))
                .toList();
    }

    /** When the last write of this user was accepted. */
    Optional<Instant> lastWriteBy(String user) {
        return writes.stream()
                .filter(write -> write.user().equals(user))
                .map(AuditEvent::time)
                .reduce((_, last) -> last);
    }
}
