package dev.plimsoll.serve;

import dev.plimsoll.operator.run.JobRunner;
import java.time.Duration;

/** Judges a worker by how long it has been at its current step: every write has a deadline. */
final class WorkerHealth {

    /** Far beyond the time that one policy's writes take under the write budget. */
    static final Duration LONGEST_STEP = Duration.ofMinutes(5);

    private WorkerHealth() {}

    static Check liveness(JobRunner worker, boolean leading) {
        if (!leading) {
            return new Check("worker " + worker.name(), true, "Another process leads.");
        }
        Duration busy = worker.busyFor();
        return new Check(
                "worker " + worker.name(),
                worker.alive() && busy.compareTo(LONGEST_STEP) < 0,
                worker.alive()
                        ? "Its step has been going on for %d s.".formatted(busy.toSeconds())
                        : "It has ended.");
    }
}
