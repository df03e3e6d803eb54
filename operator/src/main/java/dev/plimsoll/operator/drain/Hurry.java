package dev.plimsoll.operator.drain;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** How soon a drain wants its next turn. */
enum Hurry {
    /** There is something to do already. */
    NOW,
    /** What was seen or done leaves a doubt. */
    SOON,
    /** It waits for what it can name. */
    NONE;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** In case an alarm fails to come, and for what may be blocked for hours. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private static final int PART_OF_THE_WAIT = 10;

    /**
     * @param noticed whether an alarm would come
     */
    Duration pause(DrainProgress progress, DrainOptions options, boolean noticed, Instant now) {
        return switch (this) {
            case NOW -> Duration.ZERO;
            case SOON -> BETWEEN_LOOKS;
            case NONE -> {
                boolean moving = !progress.going().isEmpty() || !progress.replacements().isEmpty();
                if (moving ? !noticed : progress.blocked().isEmpty()) {
                    yield BETWEEN_LOOKS;
                }
                yield Stream.of(SLOW, options.podTimeout(), blocked(progress, now))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
            }
        };
    }

    /** What was blocked only now may soon be free; no budget says when. */
    private static Duration blocked(DrainProgress progress, Instant now) {
        return progress.blocked().values().stream()
                .map(one -> Duration.between(one.since(), now).dividedBy(PART_OF_THE_WAIT))
                .map(part -> part.compareTo(BETWEEN_LOOKS) < 0 ? BETWEEN_LOOKS : part)
                .min(Comparator.naturalOrder())
                .orElse(SLOW);
    }
}
