package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.secrets.TouchStep;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives out the steps of all changes on their way, each change in its turn, no more than the budget
 * has. Not for use by two threads at once.
 */
final class Turns {

    private final Clock clock;
    private final WriteBudget budget;
    private final Backoff backoff;
    private final SequencedMap<String, Fanout> open = new LinkedHashMap<>();
    private int failures;
    private Instant notBefore;

    /** A step that is being done. */
    record Taken(Fanout fanout, TouchStep step) {}

    Turns(Clock clock, WriteBudget budget, Backoff backoff) {
        this.clock = clock;
        this.budget = budget;
        this.backoff = backoff;
        notBefore = clock.instant();
    }

    void add(Fanout fanout) {
        open.put(fanout.event(), fanout);
    }

    void remove(Fanout fanout) {
        open.remove(fanout.event());
    }

    @Nullable Fanout get(String event) {
        return open.get(event);
    }

    int size() {
        return open.size();
    }

    /** How many steps wait to be taken. */
    int waiting() {
        return open.values().stream().mapToInt(fanout -> fanout.left().size()).sum();
    }

    /** When the oldest change on its way was begun. */
    Optional<Instant> oldest() {
        return open.values().stream().map(Fanout::begunAt).min(Comparator.naturalOrder());
    }

    /** Takes the next step, where one is left and may be done now. */
    Optional<Taken> take() {
        if (clock.instant().isBefore(notBefore)) {
            return Optional.empty();
        }
        Optional<Fanout> next =
                open.values().stream().filter(fanout -> !fanout.left().isEmpty()).findFirst();
        if (next.isEmpty() || !budget.take()) {
            return Optional.empty();
        }
        open.putLast(next.get().event(), next.get());
        return Optional.of(new Taken(next.get(), next.get().take()));
    }

    void succeeded() {
        failures = 0;
    }

    /** Puts a step back; it is the server that is unwell, so that all others wait too. */
    void again(Taken taken, Duration asked) {
        taken.fanout().left().add(taken.step());
        failures++;
        Duration pause = backoff.after(failures);
        notBefore = clock.instant().plus(asked.compareTo(pause) > 0 ? asked : pause);
    }

    /** When a step can be taken; empty where none is left. */
    Optional<Instant> nextDue() {
        if (open.values().stream().allMatch(fanout -> fanout.left().isEmpty())) {
            return Optional.empty();
        }
        Instant affordable = clock.instant().plus(budget.untilNext());
        return Optional.of(affordable.isAfter(notBefore) ? affordable : notBefore);
    }
}
