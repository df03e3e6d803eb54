package dev.plimsoll.serve.job;

import dev.plimsoll.operator.run.JobRunner;
import java.time.Duration;

/** Judges a worker by how long it has been at its current step: every write has a deadline. */
public final class WorkerHealth {

    private WorkerHealth() {}

    public static Check liveness(JobRunner worker, boolean leading, HealthLimits limits) {
        if (!leading) {
            return new Check("worker " + worker.name(), true, "Another process leads.");
        }
        Duration busy = worker.busyFor();
        return new Check(
                "worker " + worker.name(),
                worker.alive() && busy.compareTo(limits.work()) < 0,
                worker.alive()
                        ? "Its step has been going on for %d s.".formatted(busy.toSeconds())
                        : "It has ended.");
    }
}
