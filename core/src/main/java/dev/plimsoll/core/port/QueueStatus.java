package dev.plimsoll.core.port;

import java.time.Duration;
import java.util.Optional;

/**
 * Tells how the receiving of messages fares; ages are by the monotonic clock.
 *
 * @param sinceAnswer since the queue last answered, be it that there is nothing: a long poll takes
 *     20 seconds
 * @param sinceStep since the receiver's thread last did anything, be it to fail and try again: the
 *     measure of liveness
 * @param problem why there was no answer at the last try; empty where there was one
 * @param held messages that were delivered and not yet answered
 */
public record QueueStatus(
        Duration sinceAnswer, Duration sinceStep, Optional<Problem> problem, int held) {

    /**
     * What is wrong with the queue or the way to it.
     *
     * @param reason one CamelCase word
     * @param sentence says what was asked and what came back; nothing of any message
     */
    public record Problem(String reason, String sentence) {}
}
