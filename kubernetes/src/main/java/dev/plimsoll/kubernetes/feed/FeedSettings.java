package dev.plimsoll.kubernetes.feed;

import java.time.Duration;

/**
 * Tunes a feed beside the {@link dev.plimsoll.kubernetes.connection.Deadlines} of its cluster.
 *
 * @param pageSize objects a list page; 1 or more
 * @param auditEvery how often a full list is compared with the store, jittered by a tenth
 * @param backoffFirst the longest wait after a first failure; it doubles with each further one
 * @param backoffCap the longest wait after any failure
 * @param longestRetryAfter how far a server's own wish for a wait is followed
 * @param fruitlessWatches after so many in a row that brought nothing, a list is made
 */
public record FeedSettings(
        int pageSize,
        Duration auditEvery,
        Duration backoffFirst,
        Duration backoffCap,
        Duration longestRetryAfter,
        int fruitlessWatches) {

    public static final FeedSettings STANDARD =
            new FeedSettings(
                    500,
                    Duration.ofMinutes(30),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    3);
}
