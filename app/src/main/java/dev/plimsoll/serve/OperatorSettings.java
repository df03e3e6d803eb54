package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.canary.Canary;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.serve.job.HealthLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Says how an operator runs.
 *
 * @param jobs to do; at least one
 * @param instance tells this process from its like in events: the pod's name
 * @param port of the probes and metrics; 0 takes a free one
 * @param leaseNamespace where the lease {@code plimsoll} is that all operators compete for
 * @param writesPerSecond to nodes, by all jobs together, in the long run; twice as many at once
 * @param heartbeat how often the canary beats
 * @param health from when on something counts as unwell
 */
public record OperatorSettings(
        Set<Job> jobs,
        ClusterSource cluster,
        Deadlines deadlines,
        FeedSettings feeds,
        String instance,
        int port,
        String leaseNamespace,
        int writesPerSecond,
        Duration heartbeat,
        HealthLimits health) {

    public OperatorSettings {
        jobs = Collections.unmodifiableSet(EnumSet.copyOf(jobs));
    }

    public static final String LEASE_NAMESPACE = "plimsoll";

    public static final int WRITES_PER_SECOND = 50;

    /** Everything as it is when nobody says otherwise. */
    public static OperatorSettings standard(
            Set<Job> jobs, ClusterSource cluster, String instance, int port) {
        return new OperatorSettings(
                jobs,
                cluster,
                Deadlines.STANDARD,
                FeedSettings.STANDARD,
                instance,
                port,
                LEASE_NAMESPACE,
                WRITES_PER_SECOND,
                Canary.EVERY,
                HealthLimits.STANDARD);
    }
}
