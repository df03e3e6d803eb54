package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.Journal.Severity;
import dev.plimsoll.core.port.Journal.Subject;
import dev.plimsoll.core.port.QueueStatus;
import dev.plimsoll.core.port.RefreshMeters;
import dev.plimsoll.core.port.SecretRefreshView;
import dev.plimsoll.core.port.SecretRefreshWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.Effect;
import dev.plimsoll.core.secrets.RefreshConditions;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import dev.plimsoll.core.secrets.SecretUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells how one SecretRefresh fares: counts and conditions in its status, what people should look
 * at as events, and all in numbers. The status is written only when something in it has changed.
 */
public final class RefreshTeller implements RefreshListener {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);
    private static final int MOST_NAMED = 5;

    private final SecretRefresh refresh;
    private final Subject subject;
    private final SecretRefreshView view;
    private final SecretRefreshWrites writes;
    private final Supplier<QueueStatus> queue;
    private final Journal journal;
    private final RefreshMeters meters;
    private final Clock clock;
    private final RefreshTally tally;
    private final ReentrantLock telling = new ReentrantLock();
    private Condition effective = RefreshConditions.effective();
    private int unconfirmed;
    private Instant lookAt;
    private Instant countsAt;

    /**
     * @param refresh as it is when the job begins; it goes on counting from there
     * @param tally of the same resource, from earlier terms
     */
    public RefreshTeller(
            SecretRefresh refresh,
            RefreshTally tally,
            String apiVersion,
            SecretRefreshView view,
            SecretRefreshWrites writes,
            Supplier<QueueStatus> queue,
            Journal journal,
            RefreshMeters meters,
            Clock clock) {
        this.refresh = refresh;
        this.tally = tally;
        this.view = view;
        this.writes = writes;
        this.queue = queue;
        this.journal = journal;
        this.meters = meters;
        this.clock = clock;
        subject = new Subject(apiVersion, "SecretRefresh", refresh.name(), refresh.uid());
        tally.goOn(refresh.status());
        lookAt = clock.instant();
        countsAt = lookAt;
    }

    @Override
    public void counted(Count count) {
        tally.count(count, clock.instant());
        meters.count(refresh.name(), count);
        if (count == Count.POISON) {
            journal.record(
                    subject,
                    Severity.WARNING,
                    "Poison",
                    "A message of the queue cannot be understood; it is left to the queue, which"
                            + " puts it aside after some deliveries.");
        }
    }

    @Override
    public synchronized void decided(SecretChange change, List<SecretMatch> left) {
        List<SecretMatch> vain =
                left.stream().filter(match -> !(match.effect() instanceof Effect.Child)).toList();
        effective =
                vain.isEmpty()
                        ? RefreshConditions.effective()
                        : RefreshConditions.ineffective(vain.getFirst(), vain.size() - 1);
        if (!left.isEmpty()) {
            journal.record(
                    subject,
                    vain.isEmpty() ? Severity.NORMAL : Severity.WARNING,
                    vain.isEmpty() ? "ParentTouched" : "TouchInVain",
                    "%s has changed, and was not touched for: %s%s"
                            .formatted(
                                    change.name(),
                                    left.stream()
                                            .limit(MOST_NAMED)
                                            .map(match ->
                                                    match.user()
                                                            + " ("
                                                            + match.effect().reason()
                                                            + ")")
                                            .collect(Collectors.joining("; ")),
                                    left.size() > MOST_NAMED
                                            ? "; and " + (left.size() - MOST_NAMED) + " more."
                                            : "."));
        }
    }

    @Override
    public void touched(SecretUser user, Optional<Duration> sinceEvent) {
        sinceEvent.ifPresent(time -> meters.touched(refresh.name(), time));
    }

    @Override
    public synchronized void confirmed(SecretUser user, Optional<Duration> sinceEvent) {
        counted(Count.CONFIRMED);
        unconfirmed = 0;
        sinceEvent.ifPresent(time -> meters.confirmed(refresh.name(), time));
    }

    @Override
    public synchronized void unconfirmed(SecretUser user) {
        counted(Count.UNCONFIRMED);
        if (unconfirmed++ == 0) {
            journal.record(
                    subject,
                    Severity.WARNING,
                    "NotReadSince",
                    "%s was touched, and External Secrets has not read it within %d minutes."
                            .formatted(user, RefreshJob.PATIENCE.toMinutes()));
        }
        effective = RefreshConditions.unconfirmed(user, unconfirmed - 1, RefreshJob.PATIENCE);
    }

    @Override
    public void refused(SecretUser user, String why) {
        journal.record(
                subject, Severity.WARNING, "WriteRefused", user + " cannot be touched: " + why);
    }

    /** The status as it should be now. */
    private synchronized SecretRefreshStatus status(SecretRefresh now) {
        Condition receiving =
                queue.get()
                        .problem()
                        .map(problem ->
                                RefreshConditions.notReceiving(
                                        problem.reason(), problem.sentence()))
                        .orElseGet(RefreshConditions::receiving);
        return new SecretRefreshStatus(
                now.generation(),
                tally.lastEventAt(),
                tally.counts(),
                List.of(RefreshConditions.accepted(), receiving, effective));
    }

    /**
     * Writes the status where something in it has changed: conditions at once, counts after some
     * seconds. A write that fails is made anew a moment later.
     */
    public void tell() {
        telling.lock();
        try {
            Instant now = clock.instant();
            if (!now.isBefore(lookAt)) {
                lookAt = now.plus(BETWEEN_LOOKS);
                write(now, !now.isBefore(countsAt));
            }
        } finally {
            telling.unlock();
        }
    }

    /** Writes at once what is not written yet: the term, or the process, ends. */
    public void conclude() {
        telling.lock();
        try {
            write(clock.instant(), true);
        } finally {
            telling.unlock();
        }
    }

    private void write(Instant now, boolean countsToo) {
        Optional<SecretRefresh> current =
                view.refresh(refresh.name()).filter(seen -> seen.uid().equals(refresh.uid()));
        if (current.isEmpty()) {
            return;
        }
        SecretRefreshStatus before = current.get().status();
        SecretRefreshStatus wanted = status(current.get());
        if (!wanted.conditions().equals(before.conditions())
                || (countsToo && !wanted.equals(before))) {
            countsAt = now.plus(BETWEEN_COUNTS);
            tally.trying(wanted.counts());
            if (writes.writeStatus(current.get(), wanted) instanceof WriteOutcome.Done) {
                tally.wrote(wanted.counts());
            }
        }
    }
}
