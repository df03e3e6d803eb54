package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.canary.CanaryStatus;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.HealthLimits;
import java.time.Duration;

/**
 * Judges by the heartbeat. Readiness asks whether it has come back of late, whatever the reason.
 * Liveness asks only whether the server took beat after beat and none came back, or the canary
 * itself stands still: beats that a server does not take prove nothing against this process.
 */
final class CanaryHealth {

    private static final String NAME = "canary";

    private CanaryHealth() {}

    static Check readiness(CanaryStatus canary, HealthLimits limits) {
        boolean fresh = canary.age().compareTo(limits.silence()) < 0;
        String sentence =
                canary.roundTrip()
                        .map(time ->
                                "The heartbeat came back %d s ago, after %d ms."
                                        .formatted(canary.age().toSeconds(), time.toMillis()))
                        .orElse("No heartbeat has come back yet.");
        return new Check(
                NAME, fresh, canary.problem().map(AccessProblem::sentence).orElse(sentence));
    }

    static Check liveness(CanaryStatus canary, HealthLimits limits) {
        Duration lost = canary.every().multipliedBy(canary.unreturned());
        boolean returning = lost.compareTo(limits.step()) < 0;
        boolean moving = canary.lastStepAge().compareTo(limits.step()) < 0;
        return new Check(
                NAME,
                returning && moving,
                "%d heartbeats were accepted and have not come back; the last step was %d s ago."
                        .formatted(canary.unreturned(), canary.lastStepAge().toSeconds()));
    }
}
