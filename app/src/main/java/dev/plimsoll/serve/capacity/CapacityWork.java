package dev.plimsoll.serve.capacity;

import dev.plimsoll.fleet.ClusterObjects;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.operator.run.JobRunner;
import dev.plimsoll.operator.run.PeriodicJob;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.HealthLimits;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.WorkerHealth;
import java.time.Duration;
import java.util.List;

/** The capacity job for one term: only who leads reads the fleet, for that is the dear part. */
final class CapacityWork implements JobWork {

    /** Reading 55,000 pods costs the API server about a second of CPU. */
    private static final Duration BETWEEN_READS = Duration.ofMinutes(2);

    private final JobRunner reader;
    private final HealthLimits health;
    private final boolean leading;

    CapacityWork(Surroundings around, CapacityMetrics metrics, boolean leading) {
        this.leading = leading;
        health = around.health();
        ObjectSource source =
                new ClusterObjects(around.source(), around.clock(), Encoding.PROTOBUF);
        reader =
                new JobRunner(
                        CapacityOperatorJob.NAME,
                        new PeriodicJob(
                                new FleetGauge(source, metrics, around.clock()),
                                BETWEEN_READS,
                                around.clock(),
                                around.random().split()),
                        around.clock(),
                        System::nanoTime);
        if (leading) {
            reader.start();
        }
    }

    @Override
    public int queueDepth() {
        return 0;
    }

    @Override
    public Duration queueAge() {
        return Duration.ZERO;
    }

    @Override
    public Duration busyFor() {
        return reader.busyFor();
    }

    @Override
    public List<Check> liveness() {
        return List.of(WorkerHealth.liveness(reader, leading, health));
    }

    @Override
    public void close() {
        if (leading) {
            reader.close();
        }
    }
}
