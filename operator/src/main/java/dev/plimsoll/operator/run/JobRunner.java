package dev.plimsoll.operator.run;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Drives one job on one virtual thread until it is closed. It can tell for how long the job has
 * been busy with one step, so that a wedged worker is noticed.
 */
public final class JobRunner implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    private static final long IDLE = Long.MIN_VALUE;

    private final String name;
    private final Job job;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AtomicLong busySince = new AtomicLong(IDLE);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param nanoTime a monotonic clock, as {@link System#nanoTime}
     */
    public JobRunner(String name, Job job, Clock clock, LongSupplier nanoTime) {
        this.name = name;
        this.job = job;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.thread = Thread.ofVirtual().name("job-" + name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public String name() {
        return name;
    }

    /** Tells for how long the current step has been going on; zero between steps. */
    public Duration busyFor() {
        long since = busySince.get();
        return since == IDLE ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - since);
    }

    /** Tells whether the thread that does the work is there. */
    public boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        while (!closed) {
            try {
                if (!stepTimed()) {
                    job.awaitChange(nap());
                }
            } catch (InterruptedException e) {
                // Only close() may end the worker; an interrupt that some call has left behind is
                // spent now, and the loop's condition knows which it was.
                LOG.log(System.Logger.Level.DEBUG, "Job {0} was interrupted", name);
            } catch (RuntimeException fault) {
                // A job guards its own keys; what comes here must not end the worker in silence.
                LOG.log(System.Logger.Level.ERROR, "Job " + name + " failed in a step", fault);
            }
        }
    }

    private boolean stepTimed() {
        busySince.set(nanoTime.getAsLong());
        try {
            return job.step();
        } finally {
            busySince.set(IDLE);
        }
    }

    private Duration nap() {
        Duration untilDue =
                job.nextDue()
                        .map(due -> Duration.between(clock.instant(), due))
                        .orElse(LONGEST_NAP);
        return untilDue.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : untilDue;
    }

    /** Ends the worker after the step it is in, waiting for it at most ten seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            // Its step may be in a write whose own deadline is shorter than this.
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
