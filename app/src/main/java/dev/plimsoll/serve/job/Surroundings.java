package dev.plimsoll.serve.job;

import dev.plimsoll.core.port.Journal;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.operator.leadership.WriteGate;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.operator.run.Job;
import dev.plimsoll.operator.run.JobRunner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * What the operator gives to every job, and what stays from term to term.
 *
 * @param source where the cluster is, for who reads much on a way of its own
 * @param cluster lets no write through while this process does not lead
 * @param budget of writes to nodes, shared by all jobs
 * @param gate every write passes through it
 * @param lostWrite for how long a write whose answer was lost may still arrive
 */
public record Surroundings(
        ClusterSource source,
        Cluster cluster,
        FeedSettings feeds,
        Journal journal,
        MeterRegistry registry,
        WriteBudget budget,
        WriteGate gate,
        Duration lostWrite,
        HealthLimits health,
        Clock clock,
        SplittableGenerator random) {

    /** Makes a queue whose retries wait from the first time to the last. */
    public WorkQueue<String> queue(Duration firstRetry, Duration lastRetry) {
        return new WorkQueue<>(
                clock, System::nanoTime, new Backoff(firstRetry, lastRetry, random.split()));
    }

    /** Makes a worker, not started yet. */
    public JobRunner worker(String name, Job job) {
        return new JobRunner(name, job, clock, System::nanoTime);
    }
}
