package dev.plimsoll.serve;

import dev.plimsoll.serve.job.Check;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries out changes of what runs here, one after the other. What a change that threw should have
 * set up is missing from then on, and nothing else would notice: so this is not well any more, and
 * whoever probes the process starts another.
 */
final class Changes implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Changes.class.getName());
    private static final Duration LAST = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("plimsoll-changes").factory());
    private volatile @Nullable String failure;

    void now(Runnable change) {
        after(Duration.ZERO, change);
    }

    void after(Duration pause, Runnable change) {
        var _ = thread.schedule(() -> guarded(change), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void guarded(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "A change of what runs here failed.", e);
            failure = "A change of what runs here failed: " + e;
        }
    }

    Check check() {
        String why = failure;
        return new Check("changes", why == null, why == null ? "All that began has started." : why);
    }

    /** Begins no other, and waits a while for the one under way. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            boolean _ = thread.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
