package dev.plimsoll.core.drain.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Says how a node stands with regard to a trigger. A node without one is well.
 *
 * @param uid of the node: a later one of its name begins anew
 * @param since when it took this state
 * @param seenAt when that was last confirmed
 * @param met whether the trigger's line itself was met when last seen; in the state {@link
 *     State#OVER} a node may be a little below it
 * @param percent how full it is, rounded down; empty where the trigger is no level
 * @param what a phrase for people, such as {@code disk at 83 % of /}
 */
public record Standing(
        String node,
        String uid,
        Trigger trigger,
        State state,
        Instant since,
        Instant seenAt,
        boolean met,
        Optional<Integer> percent,
        String what) {

    /** By how many percent points a level must fall below a line to be no longer over it. */
    public static final double HYSTERESIS = 2;

    /** For how long what was last seen holds when nothing is seen: then a window begins anew. */
    public static final Duration GAP = Duration.ofMinutes(2);

    /** From bad to worse. */
    public enum State {
        /** Over the line of warning. */
        WARNED,
        /** Over the line, but not for long enough. */
        RISING,
        /** Over the line for as long as the trigger asks. */
        OVER
    }

    /** Judges what is seen of a node now, by what was seen of it before. */
    public static Optional<Standing> next(
            Optional<Standing> before,
            Trigger trigger,
            WatchedNode node,
            Sight sight,
            Instant now) {
        Optional<Standing> known =
                before.filter(it -> it.uid.equals(node.node().uid()))
                        .filter(it -> !it.seenAt.plus(GAP).isBefore(now));
        return switch (sight) {
            case Sight.Unknown _ -> known;
            case Sight.Fact(boolean holds, Optional<Instant> since) ->
                    holds
                            ? Optional.of(
                                    over(known, trigger, node, since, now, Optional.empty(), true)
                                            .named(trigger.title() + " holds"))
                            : Optional.empty();
            case Sight.Level level ->
                    level(known, (Trigger.Full) trigger, node, level, now)
                            .map(it -> it.named(wording(trigger, level)));
        };
    }

    private static Optional<Standing> level(
            Optional<Standing> known,
            Trigger.Full trigger,
            WatchedNode node,
            Sight.Level level,
            Instant now) {
        boolean met = level.percent() >= trigger.drainPercent();
        boolean wasOver = known.filter(it -> it.state == State.OVER).isPresent();
        Optional<Integer> percent = Optional.of((int) level.percent());
        if (met || (wasOver && level.percent() >= trigger.drainPercent() - HYSTERESIS)) {
            return Optional.of(over(known, trigger, node, Optional.empty(), now, percent, met));
        }
        double line =
                known.isPresent() ? trigger.warnPercent() - HYSTERESIS : trigger.warnPercent();
        if (level.percent() < line) {
            return Optional.empty();
        }
        Instant since =
                known.filter(it -> it.state == State.WARNED).map(Standing::since).orElse(now);
        return Optional.of(of(trigger, node, State.WARNED, since, now, false, percent));
    }

    private static Standing over(
            Optional<Standing> known,
            Trigger trigger,
            WatchedNode node,
            Optional<Instant> stated,
            Instant now,
            Optional<Integer> percent,
            boolean met) {
        Instant since =
                stated.filter(it -> it.isBefore(now))
                        .or(() -> known.filter(it -> it.state != State.WARNED).map(Standing::since))
                        .orElse(now);
        boolean longEnough = !since.plus(trigger.hold()).isAfter(now);
        return of(trigger, node, longEnough ? State.OVER : State.RISING, since, now, met, percent);
    }

    private static Standing of(
            Trigger trigger,
            WatchedNode node,
            State state,
            Instant since,
            Instant now,
            boolean met,
            Optional<Integer> percent) {
        return new Standing(
                node.name(), node.node().uid(), trigger, state, since, now, met, percent, "");
    }

    private Standing named(String phrase) {
        return new Standing(node, uid, trigger, state, since, seenAt, met, percent, phrase);
    }

    private static String wording(Trigger trigger, Sight.Level level) {
        return String.format(
                Locale.ROOT,
                "%s at %d %% of %s",
                trigger.title(),
                (int) level.percent(),
                level.filesystem());
    }
}
