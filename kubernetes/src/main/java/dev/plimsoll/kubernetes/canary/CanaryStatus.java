package dev.plimsoll.kubernetes.canary;

import dev.plimsoll.kubernetes.connection.AccessProblem;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells how the canary fares; all ages are by the monotonic clock.
 *
 * @param roundTrip of the last beat that came back, from the start of its request
 * @param age since a beat last came back; since the start where none has
 * @param unreturned beats that the server has accepted since then: while it accepts none, because
 *     it is down for example, this does not grow
 * @param every how often it beats
 * @param lastStepAge since its thread last did anything, be it to fail
 * @param problem why the last beat was not accepted
 */
public record CanaryStatus(
        Optional<Duration> roundTrip,
        Duration age,
        int unreturned,
        Duration every,
        Duration lastStepAge,
        Optional<AccessProblem> problem) {}
