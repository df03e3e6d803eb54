package dev.plimsoll.serve.secrets;

import dev.plimsoll.core.secrets.SecretUser.Kind;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.kubernetes.secrets.SecretFeeds;
import dev.plimsoll.kubernetes.secrets.SecretRefreshStore;
import dev.plimsoll.kubernetes.secrets.ServedKinds;
import dev.plimsoll.kubernetes.write.KubernetesRefreshWrites;
import dev.plimsoll.kubernetes.write.KubernetesSecretWrites;
import dev.plimsoll.operator.leadership.FencedSecretWrites;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.HealthLimits;
import dev.plimsoll.serve.job.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for External Secrets to be installed, watches its resources in the version that is served,
 * and begins anew when another one is: it may be installed late, upgraded, or removed. On the same
 * thread it has the listeners follow their resources.
 */
final class ExternalSecrets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalSecrets.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(30);
    private static final Duration ASK_SOON = Duration.ofSeconds(3);

    /**
     * An installation's kinds come one after the other; so long after the last there may be more.
     */
    private static final Duration UNSETTLED = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Surroundings around;
    private final SecretRefreshStore refreshes;
    private final Listeners listeners;
    private final boolean leading;
    private final SplittableGenerator random;
    private final Thread thread;
    private volatile Optional<Serving> serving = Optional.empty();
    private volatile String waiting = "External Secrets has not been looked for yet.";
    private volatile long steppedAt = System.nanoTime();
    private volatile boolean closed;
    private boolean woken;
    private long askAt = System.nanoTime();
    private long changedAt = System.nanoTime();

    /** What is watched, and how it is written to. */
    private record Serving(ServedKinds kinds, SecretFeeds feeds, FencedSecretWrites writes) {}

    ExternalSecrets(
            Surroundings around,
            SecretRefreshStore refreshes,
            Listeners listeners,
            boolean leading) {
        this.around = around;
        this.refreshes = refreshes;
        this.listeners = listeners;
        this.leading = leading;
        random = around.random().split();
        thread = Thread.ofVirtual().name("plimsoll-external-secrets").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Has the listeners follow their resources at once. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        while (!closed) {
            steppedAt = System.nanoTime();
            try {
                if (System.nanoTime() - askAt >= 0) {
                    ask();
                }
                if (leading) {
                    serving.ifPresent(now -> listeners.follow(now.feeds, now.writes));
                }
                rest();
            } catch (InterruptedException e) {
                // Closed: the loop's condition knows.
            } catch (RuntimeException e) {
                // A bug of ours. To go on is better than to stand still, and it is said each time.
                LOG.error("Following External Secrets failed; it goes on.", e);
                askAt = System.nanoTime() + ASK_SOON.toNanos();
            }
        }
        listeners.close();
        serving.ifPresent(now -> now.feeds.close());
    }

    private synchronized void rest() throws InterruptedException {
        for (long left = millisLeft(); !woken && !closed && left > 0; left = millisLeft()) {
            wait(left);
        }
        woken = false;
    }

    private long millisLeft() {
        return (askAt - System.nanoTime()) / 1_000_000;
    }

    private void ask() {
        Duration next = ASK_SOON;
        try {
            Optional<ServedKinds> found = ServedKinds.of(around.cluster());
            if (!found.equals(serving.map(Serving::kinds))) {
                replace(found);
                changedAt = System.nanoTime();
            }
            if (found.isEmpty()) {
                waiting =
                        "External Secrets is not installed: externalsecrets and secretstores are"
                                + " not both served.";
            } else if (System.nanoTime() - changedAt > UNSETTLED.toNanos()) {
                next = ASK_EVERY;
            }
        } catch (ApiException e) {
            waiting = e.problem().sentence();
        }
        long nanos = next.toNanos();
        askAt = System.nanoTime() + nanos / 2 + random.nextLong(nanos);
    }

    private void replace(Optional<ServedKinds> found) {
        listeners.close();
        serving.ifPresent(now -> now.feeds.close());
        serving = found.map(this::serve);
        serving.ifPresent(now ->
                LOG.info(
                        "External Secrets serves {} in version {}.",
                        now.kinds.plurals(),
                        now.kinds.version()));
    }

    private Serving serve(ServedKinds kinds) {
        SecretFeeds feeds =
                new SecretFeeds(
                        around.cluster(),
                        kinds,
                        around.feeds(),
                        around.health().silence(),
                        listeners::useChanged,
                        around.clock(),
                        random.split());
        FencedSecretWrites writes =
                new FencedSecretWrites(
                        new KubernetesSecretWrites(
                                around.cluster(),
                                kinds.version(),
                                feeds.uses(Kind.EXTERNAL_SECRET),
                                feeds.uses(Kind.CLUSTER_EXTERNAL_SECRET)),
                        new KubernetesRefreshWrites(around.cluster(), refreshes, around.clock()),
                        around.gate());
        return new Serving(kinds, feeds, writes);
    }

    List<FeedStatus> feeds() {
        return serving.map(now -> now.feeds.feeds()).orElse(List.of());
    }

    /**
     * @param needed whether anybody asks for a refresh
     */
    Check readiness(boolean needed) {
        return serving.map(now ->
                        new Check(
                                "external secrets",
                                true,
                                "Version %s is served.".formatted(now.kinds.version())))
                .orElseGet(() -> new Check("external secrets", !needed, waiting));
    }

    Check liveness(HealthLimits limits) {
        Duration age = Duration.ofNanos(System.nanoTime() - steppedAt);
        return new Check(
                "external secrets",
                age.compareTo(limits.step()) < 0,
                "It was last looked for %d s ago.".formatted(age.toSeconds()));
    }

    /** Ends the listeners, then the feeds. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
