package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.MessageQueue;
import dev.plimsoll.core.port.MessageQueue.Message;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.TouchStep;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.operator.run.Job;
import dev.plimsoll.operator.secrets.RefreshTally.Count;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Touches all who use what has changed, at no more than so many a second, and gives a message back
 * only after that.
 *
 * <p>The users of one change are touched in an order drawn anew, and changes take turns, so that
 * neither a namespace nor a change is always last. A write that may be repeated is repeated, after
 * a pause; one that the server refuses leaves the message to the queue, which delivers it again and
 * puts it aside at last. A touch sets the same value for the same event: after a crash it is done
 * again, and changes nothing where it was done before.
 */
public final class RefreshJob implements Job {

    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final SecretView view;
    private final SecretWrites writes;
    private final MessageQueue queue;
    private final boolean force;
    private final Clock clock;
    private final WriteBudget budget;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final RecentEvents recent;
    private final SequencedMap<String, Fanout> open = new LinkedHashMap<>();
    private RefreshTally tally = RefreshTally.NONE;
    private int failures;
    private Instant notBefore;

    /**
     * @param force do what works where a touch does not
     * @param budget of touches; Parameter Store allows 40 reads a second for a whole account
     * @param random draws the order within one change
     */
    public RefreshJob(
            SecretView view,
            SecretWrites writes,
            MessageQueue queue,
            boolean force,
            Clock clock,
            WriteBudget budget,
            Backoff backoff,
            RandomGenerator random) {
        this.view = view;
        this.writes = writes;
        this.queue = queue;
        this.force = force;
        this.clock = clock;
        this.budget = budget;
        this.backoff = backoff;
        this.random = random;
        recent = new RecentEvents(clock, MEMORY, MOST_REMEMBERED);
        notBefore = clock.instant();
    }

    /** Takes a message that the queue has delivered, and what it was read as. */
    public synchronized void received(Message message, EventReading reading) {
        count(Count.RECEIVED);
        switch (reading) {
            // Not given back: after some deliveries the queue puts it aside, where people look.
            case EventReading.Poison _ -> count(Count.POISON);
            case EventReading.Ignored _ -> {
                count(Count.IGNORED);
                var _ = queue.delete(message);
            }
            case EventReading.Changed(SecretChange change) -> changed(message, change);
        }
        notifyAll();
    }

    private void changed(Message message, SecretChange change) {
        String event = change.id().orElse(message.id());
        Fanout underway = open.get(event);
        if (underway != null) {
            count(Count.REPEATED);
            underway.deliveredAgain(message);
            return;
        }
        if (recent.contains(event)) {
            count(Count.REPEATED);
            var _ = queue.delete(message);
            return;
        }
        Fanout fanout = new Fanout(event, value(change, event), message, steps(change));
        open.put(event, fanout);
        closeIfDone(fanout);
    }

    /** Tells a person when and why, and differs from change to change. */
    private static String value(SecretChange change, String event) {
        return change.at().map(at -> at + " ").orElse("") + event;
    }

    private List<TouchStep> steps(SecretChange change) {
        List<TouchStep> steps = new ArrayList<>();
        for (SecretMatch match : view.match(change)) {
            count(Count.MATCHED);
            TouchStep step = TouchStep.of(match, force, view.uses());
            if (step instanceof TouchStep.Leave) {
                count(Count.INEFFECTIVE);
            } else {
                steps.add(step);
            }
        }
        Collections.shuffle(steps, Random.from(random));
        return steps;
    }

    @Override
    public synchronized boolean step() {
        if (open.isEmpty() || clock.instant().isBefore(notBefore) || !budget.take()) {
            return false;
        }
        Fanout fanout = open.firstEntry().getValue();
        open.putLast(fanout.event(), fanout);
        TouchStep step = fanout.left().remove();
        carryOut(step, fanout);
        closeIfDone(fanout);
        return true;
    }

    private void carryOut(TouchStep step, Fanout fanout) {
        switch (written(step, fanout.value())) {
            case WriteOutcome.Done<SecretUse> _ -> {
                failures = 0;
                count(Count.TOUCHED);
            }
            case WriteOutcome.Gone<SecretUse> _ -> failures = 0;
            case WriteOutcome.Refused<SecretUse> _ -> {
                count(Count.REFUSED);
                fanout.breakUp();
            }
            case WriteOutcome.Busy<SecretUse>(Duration asked, String _) ->
                    again(step, fanout, asked);
            case WriteOutcome.Conflict<SecretUse> _,
                    WriteOutcome.Doubtful<SecretUse> _,
                    WriteOutcome.Withheld<SecretUse> _ ->
                    again(step, fanout, Duration.ZERO);
        }
    }

    private WriteOutcome<SecretUse> written(TouchStep step, String value) {
        if (step instanceof TouchStep.Force(SecretMatch _, List<SecretUse> forgotten)) {
            for (SecretUse use : forgotten) {
                WriteOutcome<SecretUse> outcome = writes.forgetSync(use);
                boolean settled =
                        outcome instanceof WriteOutcome.Done
                                || outcome instanceof WriteOutcome.Gone;
                if (!settled) {
                    return outcome;
                }
            }
        }
        return writes.touch(step.match().use(), value);
    }

    /** Puts a step back; it is the server that is unwell, so that all others wait too. */
    private void again(TouchStep step, Fanout fanout, Duration asked) {
        count(Count.FAILED);
        fanout.left().add(step);
        failures++;
        Duration pause = backoff.after(failures);
        notBefore = clock.instant().plus(asked.compareTo(pause) > 0 ? asked : pause);
    }

    private void closeIfDone(Fanout fanout) {
        if (!fanout.left().isEmpty()) {
            return;
        }
        open.remove(fanout.event());
        if (!fanout.broken()) {
            recent.add(fanout.event());
            // Where the queue does not take it, it comes again and is known.
            var _ = queue.delete(fanout.message());
        }
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Instant affordable = clock.instant().plus(budget.untilNext());
        return Optional.of(affordable.isAfter(notBefore) ? affordable : notBefore);
    }

    @Override
    public synchronized void awaitChange(Duration atMost) throws InterruptedException {
        wait(Math.max(1, atMost.toMillis()));
    }

    /** What was done since the start. */
    public synchronized RefreshTally tally() {
        return tally;
    }

    private void count(Count count) {
        tally = tally.plus(count);
    }
}
