package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.canary.Canary;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.serve.job.HealthLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The operator in this JVM: the very one that the command starts. */
public final class RunningOperator {

    private RunningOperator() {}

    /** Starts the job labels. */
    public static Operator start(Path kubeconfig) {
        return start(kubeconfig, Job.LABELS);
    }

    public static Operator start(Path kubeconfig, Job... jobs) {
        return start(
                Set.of(jobs),
                kubeconfig,
                Deadlines.STANDARD,
                FeedSettings.STANDARD,
                Canary.EVERY,
                HealthLimits.STANDARD);
    }

    public static Operator start(Path kubeconfig, Deadlines deadlines) {
        return start(
                Set.of(Job.LABELS),
                kubeconfig,
                deadlines,
                FeedSettings.STANDARD,
                Canary.EVERY,
                HealthLimits.STANDARD);
    }

    public static Operator start(
            Set<Job> jobs,
            Path kubeconfig,
            Deadlines deadlines,
            FeedSettings feeds,
            Duration heartbeat,
            HealthLimits health) {
        OperatorSettings settings =
                new OperatorSettings(
                        jobs,
                        new ClusterSource.Kubeconfig(kubeconfig, Optional.empty()),
                        deadlines,
                        feeds,
                        "test",
                        0,
                        OperatorSettings.LEASE_NAMESPACE,
                        OperatorSettings.WRITES_PER_SECOND,
                        heartbeat,
                        health);
        try {
            return Operator.start(settings, Clock.systemUTC());
        } catch (ApiException e) {
            throw new IllegalStateException(e.problem().sentence(), e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
