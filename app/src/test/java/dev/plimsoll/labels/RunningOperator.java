package dev.plimsoll.labels;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.canary.Canary;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.OperatorSettings;
import dev.plimsoll.serve.job.HealthLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

/** The operator in this JVM: the very one that the command starts. */
final class RunningOperator {

    private RunningOperator() {}

    static Operator start(Path kubeconfig) {
        return start(kubeconfig, Deadlines.STANDARD);
    }

    static Operator start(Path kubeconfig, Deadlines deadlines) {
        return start(
                kubeconfig, deadlines, FeedSettings.STANDARD, Canary.EVERY, HealthLimits.STANDARD);
    }

    static Operator start(
            Path kubeconfig,
            Deadlines deadlines,
            FeedSettings feeds,
            Duration heartbeat,
            HealthLimits health) {
        OperatorSettings settings =
                new OperatorSettings(
                        EnumSet.of(Job.LABELS),
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
