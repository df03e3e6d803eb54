package dev.plimsoll.core.drain.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The latest value of a series.
 *
 * @param labels its name under {@code __name__}, where it has one
 * @param value may be NaN or infinite
 * @param age how long ago it was taken, by the clock of who keeps it
 * @param interval how far apart its last values are
 */
public record Sample(Map<String, String> labels, double value, Duration age, Duration interval) {

    /** What is assumed of a series that has one value only. */
    public static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);

    public Sample {
        labels = Map.copyOf(labels);
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** Older than two scrapes are apart: its target has most likely gone. */
    boolean stale() {
        return age.compareTo(interval.multipliedBy(2)) > 0;
    }

    Instant takenAt(Instant now) {
        return now.minus(age);
    }
}
