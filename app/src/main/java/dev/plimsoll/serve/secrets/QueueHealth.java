package dev.plimsoll.serve.secrets;

import dev.plimsoll.core.port.QueueStatus;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.HealthLimits;

/**
 * Judges a receiver by the age of the queue's last answer. A queue that does not answer is no
 * reason to restart: liveness asks only whether the receiver's own thread still moves.
 */
final class QueueHealth {

    private QueueHealth() {}

    static Check readiness(Listening listening, HealthLimits limits) {
        QueueStatus queue = listening.queue();
        boolean fresh = queue.sinceAnswer().compareTo(limits.silence()) < 0;
        String sentence =
                queue.problem()
                        .map(QueueStatus.Problem::sentence)
                        .orElse(
                                "The queue answered %d s ago."
                                        .formatted(queue.sinceAnswer().toSeconds()));
        return new Check(name(listening), fresh, sentence);
    }

    static Check liveness(Listening listening, HealthLimits limits) {
        QueueStatus queue = listening.queue();
        return new Check(
                name(listening),
                queue.sinceStep().compareTo(limits.step()) < 0,
                "The receiver last moved %d s ago.".formatted(queue.sinceStep().toSeconds()));
    }

    private static String name(Listening listening) {
        return "queue of " + listening.workers().getFirst().name();
    }
}
