package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.MessageQueue;
import dev.plimsoll.core.port.MessageQueue.Message;
import dev.plimsoll.core.port.SecretView;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.Effect;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser;
import dev.plimsoll.core.secrets.TouchStep;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.operator.run.Job;
import dev.plimsoll.operator.secrets.Turns.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Touches all who use what has changed, at no more than so many a second, and gives a message back
 * only after that.
 *
 * <p>The users of one change are touched in an order drawn anew, and changes take turns, so that
 * neither a namespace nor a change is always last. A write that may be repeated is repeated, after
 * a pause; one that the server refuses leaves the message to the queue, which delivers it again and
 * puts it aside at last. A touch sets the same value for the same event: what carries it already is
 * not written again.
 */
public final class RefreshJob implements Job {

    /** How long a refresh may take to show; External Secrets itself retries for minutes. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A worker that nobody calls looks by itself once in a while. */
    private static final Duration UNTIL_CALLED = Duration.ofSeconds(1);

    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final SecretView view;
    private final Touching touching;
    private final MessageQueue queue;
    private final RefreshSpec spec;
    private final RefreshListener listener;
    private final Clock clock;
    private final RandomGenerator random;
    private final RecentEvents recent;
    private final Confirmations confirmations;
    private final Turns turns;

    /** By when a worker that waits looks again; empty where none waits for a time. */
    private Optional<Instant> watchedUntil = Optional.empty();

    /**
     * @param budget of touches; Parameter Store allows 40 reads a second for a whole account
     * @param random draws the order within one change
     */
    public RefreshJob(
            SecretView view,
            SecretWrites writes,
            MessageQueue queue,
            RefreshSpec spec,
            RefreshListener listener,
            Clock clock,
            WriteBudget budget,
            Backoff backoff,
            RandomGenerator random) {
        this.view = view;
        this.queue = queue;
        this.spec = spec;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
        turns = new Turns(clock, budget, backoff);
        touching = new Touching(view, writes, clock);
        recent = new RecentEvents(clock, MEMORY, MOST_REMEMBERED);
        confirmations = new Confirmations(clock, PATIENCE, listener);
    }

    /** Takes a message that the queue has delivered, and what it was read as. */
    public synchronized void received(Message message, EventReading reading) {
        listener.counted(Count.RECEIVED);
        switch (reading) {
            // Not given back: after some deliveries the queue puts it aside, where people look.
            case EventReading.Poison _ -> {
                listener.counted(Count.POISON);
                queue.leave(message);
            }
            case EventReading.Ignored _ -> {
                listener.counted(Count.IGNORED);
                queue.delete(message);
            }
            case EventReading.Changed(SecretChange change) -> changed(message, change);
        }
        notifyAll();
    }

    private void changed(Message message, SecretChange change) {
        String event = change.id().orElse(message.id());
        Fanout underway = turns.get(event);
        if (underway != null) {
            listener.counted(Count.REPEATED);
            underway.deliveredAgain(message);
        } else if (recent.contains(event)) {
            listener.counted(Count.REPEATED);
            queue.delete(message);
        } else if (!view.ready()) {
            // It would seem to concern nobody; it comes again.
            queue.leave(message);
        } else {
            begin(event, change, Optional.of(message), _ -> true);
        }
    }

    /**
     * Takes a change that happened while nobody listened; it concerns those who have not read
     * since.
     */
    public synchronized void missed(String event, SecretChange change) {
        if (turns.get(event) == null && !recent.contains(event)) {
            begin(event, change, Optional.empty(), use -> readBefore(use, change));
            notifyAll();
        }
    }

    /** Who was never read is read anyway, and whose time does not show may have been. */
    private static boolean readBefore(SecretUse use, SecretChange change) {
        return use.refreshedAt().isPresent()
                && change.at().isPresent()
                && use.refreshedAt().get().isBefore(change.at().get());
    }

    private void begin(
            String event,
            SecretChange change,
            Optional<Message> message,
            Predicate<SecretUse> concerned) {
        Optional<Instant> at = change.at().or(() -> message.flatMap(Message::sentAt));
        Fanout fanout =
                new Fanout(
                        new TouchValue(
                                event,
                                // An event that is told twice has the time it names itself.
                                change.id().isPresent() ? change.at() : at,
                                message.filter(Message::again).isPresent()),
                        at,
                        clock.instant(),
                        message,
                        steps(change, concerned));
        turns.add(fanout);
        closeIfDone(fanout);
    }

    private List<TouchStep> steps(SecretChange change, Predicate<SecretUse> concerned) {
        List<TouchStep> steps = new ArrayList<>();
        List<SecretMatch> left = new ArrayList<>();
        Collection<SecretUse> uses = view.uses();
        for (SecretMatch match : view.match(change)) {
            if (!spec.admits(match.use()) || !concerned.test(match.use())) {
                continue;
            }
            listener.counted(Count.MATCHED);
            TouchStep step = TouchStep.of(match, spec.force(), uses);
            if (step instanceof TouchStep.Leave) {
                left.add(match);
                // A child's parent is touched in its place: that is no touch in vain.
                if (!(match.effect() instanceof Effect.Child)) {
                    listener.counted(Count.INEFFECTIVE);
                }
            } else {
                steps.add(step);
            }
        }
        listener.decided(change, left);
        Collections.shuffle(steps, Random.from(random));
        return steps;
    }

    /** May be called by several workers at once: only the writing is done side by side. */
    @Override
    public boolean step() {
        Optional<Taken> next = next();
        if (next.isEmpty()) {
            return false;
        }
        Taken taken = next.get();
        Touching.Result result = new Touching.Result.Not(new WriteOutcome.Doubtful<>("not tried"));
        try {
            result = touching.carryOut(taken.step(), taken.fanout().value());
        } finally {
            // Also after a fault of ours: no step is lost.
            settle(taken, result);
        }
        return true;
    }

    private synchronized Optional<Taken> next() {
        confirmations.expire();
        Optional<Taken> next = turns.take();
        if (next.isPresent() && turns.waiting() > 0) {
            // Another one does the next, or waits for its time, while this one writes.
            notify();
        }
        return next;
    }

    private synchronized void settle(Taken taken, Touching.Result result) {
        taken.fanout().settled();
        switch (result) {
            case Touching.Result.Done(boolean written, List<SecretUse> readers) -> {
                turns.succeeded();
                if (written) {
                    touched(taken, readers);
                }
            }
            case Touching.Result.Not(WriteOutcome.Refused<SecretUse>(int code, String message)) -> {
                listener.counted(Count.REFUSED);
                listener.refused(taken.step().match().user(), message + " (" + code + ")");
                taken.fanout().breakUp();
            }
            case Touching.Result.Not(WriteOutcome.Busy<SecretUse>(Duration asked, String _)) ->
                    again(taken, asked);
            case Touching.Result.Not _ -> again(taken, Duration.ZERO);
        }
        closeIfDone(taken.fanout());
    }

    private void touched(Taken taken, List<SecretUse> readers) {
        SecretUser user = taken.step().match().user();
        Optional<Instant> at = taken.fanout().at();
        listener.counted(Count.TOUCHED);
        listener.touched(user, at.map(event -> Duration.between(event, clock.instant())));
        confirmations.await(user, readers, at);
        // It may have been read before the answer to the write came.
        readers.forEach(reader -> view.use(reader.user()).ifPresent(confirmations::seen));
    }

    private void again(Taken taken, Duration asked) {
        listener.counted(Count.FAILED);
        turns.again(taken, asked);
    }

    private void closeIfDone(Fanout fanout) {
        if (!fanout.done()) {
            return;
        }
        turns.remove(fanout);
        if (fanout.broken()) {
            fanout.message().ifPresent(queue::leave);
        } else {
            recent.add(fanout.event());
            // Where the queue does not take it, it comes again and is known.
            fanout.message().ifPresent(queue::delete);
        }
    }

    /** Takes a resource's newest state; it may be the refresh that a touch has asked for. */
    public synchronized void seen(SecretUse use) {
        confirmations.seen(use);
    }

    /** Takes that a resource is no more. */
    public synchronized void gone(SecretUser user) {
        confirmations.gone(user);
    }

    /** How many changes are on their way. */
    public synchronized int underWay() {
        return turns.size();
    }

    /** For how long the oldest change has been on its way; zero where none is. */
    public synchronized Duration oldest() {
        return turns.oldest()
                .map(begun -> Duration.between(begun, clock.instant()))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return turns.nextDue().or(confirmations::nextDue);
    }

    /** Of several workers only one wakes when the next touch is due; the others are woken by it. */
    @Override
    public synchronized void awaitChange(Duration atMost) throws InterruptedException {
        Optional<Instant> mine = Optional.of(clock.instant().plus(atMost));
        if (watchedUntil.isPresent() && !watchedUntil.get().isAfter(mine.get())) {
            wait(UNTIL_CALLED.toMillis());
            return;
        }
        watchedUntil = mine;
        try {
            // Not a moment before it is due: that would be a look for nothing.
            wait(Math.max(0, atMost.toMillis()) + 1);
        } finally {
            if (watchedUntil.equals(mine)) {
                watchedUntil = Optional.empty();
            }
        }
    }
}
