package dev.plimsoll.operator.leadership;

import java.time.Duration;

/**
 * Sets how long a lease holds, and how long before that its holder falls silent.
 *
 * @param lease for how long after it was seen to change nobody else takes the lease; whole seconds
 * @param renewDeadline for how long after a renewal was sent its holder may write
 * @param renewPeriod from one renewal to the next
 * @param lookPeriod from one look of a follower to the next: decides how fast a released lease is
 *     taken
 * @param requestTimeout the longest wait for an answer about the lease
 * @param writeDeadline the longest that the server and the client give any other write
 */
public record ElectionTimes(
        Duration lease,
        Duration renewDeadline,
        Duration renewPeriod,
        Duration lookPeriod,
        Duration requestTimeout,
        Duration writeDeadline) {

    private static final Duration LEAST_SLACK = Duration.ofMillis(200);

    /** What Kubernetes' own components use, with a follower that looks twice as often. */
    public static final ElectionTimes STANDARD =
            new ElectionTimes(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3));

    public ElectionTimes {
        require(
                lease.compareTo(Duration.ofSeconds(1)) >= 0 && lease.getNano() == 0,
                "The lease must last whole seconds, at least one, not " + lease);
        require(
                renewPeriod.isPositive()
                        && lookPeriod.isPositive()
                        && requestTimeout.isPositive()
                        && writeDeadline.isPositive(),
                "Every period and deadline must be longer than zero");
        require(
                renewPeriod.plus(requestTimeout).compareTo(renewDeadline) < 0,
                "A renewal must be able to fail once and be repeated within the renew deadline");
        require(
                lease.minus(renewDeadline).minus(writeDeadline).compareTo(LEAST_SLACK) >= 0,
                "Renew deadline and write deadline together must end before the lease, by "
                        + LEAST_SLACK.toMillis()
                        + " ms at least");
    }

    /** How long after the fence has closed, by time or by will, the last write must be over. */
    public Duration aftermath() {
        return lease.minus(renewDeadline);
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
