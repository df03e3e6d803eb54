package dev.plimsoll.serve.secrets;

import dev.plimsoll.kubernetes.secrets.SecretRefreshStore;
import dev.plimsoll.operator.secrets.RefreshTally;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.Surroundings;
import dev.plimsoll.serve.job.Watches;
import dev.plimsoll.serve.job.WorkerHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The secrets job for one term: what the cluster has of External Secrets, as soon as it is
 * installed, and one listener for each SecretRefresh if this process leads.
 */
final class SecretWork implements JobWork {

    private final boolean leading;
    private final Surroundings around;
    private final SecretRefreshStore refreshes = new SecretRefreshStore();
    private final ExternalSecrets external;
    private final Listeners listeners;

    SecretWork(
            Surroundings around,
            SecretMetrics metrics,
            Map<String, RefreshTally> tallies,
            Watches watches,
            boolean leading) {
        this.leading = leading;
        this.around = around;
        listeners = new Listeners(around, refreshes, metrics, tallies);
        external = new ExternalSecrets(around, refreshes, listeners, leading);
        var _ = watches.feed(refreshes.store());
        watches.show(external::feeds);
        if (leading) {
            refreshes.store().listen((_, _) -> external.wake());
        }
        external.start();
    }

    @Override
    public int queueDepth() {
        return listeners.all().stream().mapToInt(Listening::underWay).sum();
    }

    @Override
    public Duration queueAge() {
        return listeners.all().stream()
                .map(Listening::oldest)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public Duration busyFor() {
        return listeners.all().stream()
                .flatMap(each -> each.workers().stream())
                .map(worker -> worker.busyFor())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** A cluster without External Secrets is in order, as long as nobody asks for a refresh. */
    @Override
    public List<Check> readiness() {
        List<Check> checks = new ArrayList<>();
        checks.add(external.readiness(!refreshes.refreshes().isEmpty()));
        listeners.all().forEach(each -> checks.add(QueueHealth.readiness(each, around.health())));
        return checks;
    }

    @Override
    public List<Check> liveness() {
        return Stream.concat(
                        Stream.of(external.liveness(around.health())),
                        listeners.all().stream()
                                .flatMap(each ->
                                        Stream.concat(
                                                Stream.of(
                                                        QueueHealth.liveness(
                                                                each, around.health())),
                                                each.workers().stream()
                                                        .map(worker ->
                                                                WorkerHealth.liveness(
                                                                        worker,
                                                                        leading,
                                                                        around.health())))))
                .toList();
    }

    @Override
    public void conclude() {
        listeners.all().forEach(Listening::conclude);
    }

    @Override
    public void close() {
        external.close();
    }
}
