package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.nodedrain.NodeDrain;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * Says how long drains that have ended are kept.
 *
 * @param age the longest
 * @param count the most of them, the latest ones
 */
public record History(Duration age, int count) {

    /** What is kept where nobody says otherwise. */
    public static final History STANDARD = new History(Duration.ofDays(30), 200);

    private static final Comparator<NodeDrain> BY_END =
            Comparator.comparing(History::end).thenComparing(NodeDrain::name);

    /** Tells whether a drain that has ended is to be forgotten. */
    boolean outlived(NodeDrain drain, Collection<NodeDrain> all, Instant now) {
        long later =
                all.stream()
                        .filter(NodeDrain::ended)
                        .filter(other -> BY_END.compare(other, drain) > 0)
                        .count();
        return later >= count || !now.isBefore(end(drain).plus(age));
    }

    /** When a drain that has ended is too old. */
    Instant over(NodeDrain drain) {
        return end(drain).plus(age);
    }

    private static Instant end(NodeDrain drain) {
        return drain.status().finished().orElse(drain.createdAt());
    }
}
