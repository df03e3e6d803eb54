package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes an elector err as one with a planted bug would, by what it is told. */
final class Misreading {

    private static final String MISSING = "missing";

    private final String identity;
    private final PlantedBug bug;
    private final MachineClock clock;
    private LeaseRecord misread = LeaseRecord.NONE;

    Misreading(String identity, PlantedBug bug, MachineClock clock) {
        this.identity = identity;
        this.bug = bug;
        this.clock = clock;
    }

    Ask asked(Ask ask) {
        return ask.what() instanceof Ask.Update(LeaseRecord lease)
                        && lease.resourceVersion().equals(MISSING)
                ? new Ask(new Ask.Create(lease), ask.sent())
                : ask;
    }

    Ask timed(Ask ask) {
        return bug == PlantedBug.FENCE_FROM_ANSWER
                ? new Ask(ask.what(), Moment.now(clock, clock))
                : ask;
    }

    WriteOutcome<LeaseRecord> read(WriteOutcome<LeaseRecord> outcome) {
        if (bug == PlantedBug.HASTY_CREATE && outcome instanceof WriteOutcome.Gone) {
            return new WriteOutcome.Done<>(
                    new LeaseRecord(
                            "", Duration.ZERO, Optional.empty(), Optional.empty(), 0, MISSING));
        }
        return bug == PlantedBug.EXPIRY_BY_RENEW_TIME
                        && outcome instanceof WriteOutcome.Done<LeaseRecord>(LeaseRecord lease)
                        && !lease.heldBy(identity)
                ? new WriteOutcome.Done<>(byRenewTime(lease))
                : outcome;
    }

    /** Lets the duration, counted from now, end when it would by the holder's own renew time. */
    private LeaseRecord byRenewTime(LeaseRecord lease) {
        if (!lease.resourceVersion().equals(misread.resourceVersion())) {
            Instant now = clock.instant();
            Instant end = lease.renewTime().orElse(now).plus(lease.duration());
            Duration left = Duration.between(now, end);
            misread =
                    new LeaseRecord(
                            lease.holder(),
                            left.isPositive() ? left : Duration.ofNanos(1),
                            lease.acquireTime(),
                            lease.renewTime(),
                            lease.transitions(),
                            lease.resourceVersion());
        }
        return misread;
    }
}
