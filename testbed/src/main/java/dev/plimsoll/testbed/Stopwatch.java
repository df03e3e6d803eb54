package dev.plimsoll.testbed;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Bounds a loop that waits for something outside this JVM.
 *
 * @param patience how long the loop may go on
 * @param deadline the end of that time, by {@link System#nanoTime()}
 */
record Stopwatch(Duration patience, long deadline) {
    private static final Duration REST = Duration.ofMillis(10);

    static Stopwatch of(Duration patience) {
        return new Stopwatch(patience, System.nanoTime() + patience.toNanos());
    }

    /**
     * Rests for 10 ms.
     *
     * @param complaint says what did not happen
     * @throws IllegalStateException with the complaint, if the time is over
     */
    void rest(Supplier<String> complaint) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    complaint.get() + " (waited " + patience.toSeconds() + " s)");
        }
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns what to throw where an interrupt arrives; the thread stays interrupted. */
    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while working on the control plane.", e);
    }
}
