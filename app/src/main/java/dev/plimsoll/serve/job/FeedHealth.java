package dev.plimsoll.serve.job;

import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import java.time.Duration;

/**
 * Judges a feed by the age of what it last did, never by what it believes of itself. Readiness asks
 * whether news arrive; liveness only whether the feed's own thread still moves, since a restart
 * mends a wedged process but not an API server that is down.
 */
public final class FeedHealth {

    private FeedHealth() {}

    public static Check readiness(FeedStatus feed, HealthLimits limits) {
        if (feed.problem().isPresent()) {
            AccessProblem problem = feed.problem().get();
            boolean passing = feed.synced() && young(feed.lastByteAge(), limits.silence());
            return new Check(feed.resource(), passing, problem.sentence());
        }
        if (!feed.synced()) {
            return new Check(feed.resource(), false, "The first list has not been read yet.");
        }
        boolean fresh = young(feed.lastByteAge(), limits.silence());
        return new Check(
                feed.resource(),
                fresh,
                "%d objects; the last byte came %d s ago."
                        .formatted(feed.objects(), feed.lastByteAge().toSeconds()));
    }

    public static Check liveness(FeedStatus feed, HealthLimits limits) {
        boolean moving = young(feed.lastStepAge(), limits.step());
        boolean delivering = young(feed.oldestUndelivered(), limits.step());
        return new Check(
                feed.resource(),
                moving && delivering,
                "The feed last moved %d s ago; its oldest undelivered change is %d s old."
                        .formatted(
                                feed.lastStepAge().toSeconds(),
                                feed.oldestUndelivered().toSeconds()));
    }

    private static boolean young(Duration age, Duration limit) {
        return age.compareTo(limit) < 0;
    }
}
