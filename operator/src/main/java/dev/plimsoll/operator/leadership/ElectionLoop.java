package dev.plimsoll.operator.leadership;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives an elector on a thread of its own, which does nothing else: renewals wait for nobody's
 * work.
 */
public final class ElectionLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ElectionLoop.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Elector elector;
    private final Duration patience;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param patience how long {@link #close} waits for the lease to be given back
     */
    public ElectionLoop(Elector elector, Duration patience) {
        this.elector = elector;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("plimsoll-election").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            Optional<Duration> wait = Optional.of(Duration.ZERO);
            while (wait.isPresent()) {
                // Never for long at once: a machine that slept finds its timers late.
                LockSupport.parkNanos(Math.min(wait.get().toNanos(), LONGEST_WAIT.toNanos()));
                wait = step();
            }
        } finally {
            ended.countDown();
        }
    }

    private Optional<Duration> step() {
        try {
            return elector.step() ? Optional.of(Duration.ZERO) : elector.untilDue();
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "The election has met a fault and goes on", fault);
            return Optional.of(LONGEST_WAIT);
        }
    }

    /**
     * Closes the fence at once, waits for the writes under way, and gives the lease back. To be
     * called before the workers are stopped, so that none of them writes into the next term.
     */
    @Override
    public void close() {
        elector.leave();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            if (!ended.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The lease was not given back within {0}; it expires",
                        patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
