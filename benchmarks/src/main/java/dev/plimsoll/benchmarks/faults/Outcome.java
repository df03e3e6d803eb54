package dev.plimsoll.benchmarks.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one fault for one client.
 *
 * @param noticed after the fault struck; empty where it was not within the patience
 * @param recovered after the fault was healed, or noticed where that was later; empty where its
 *     copy never became whole within the patience
 * @param missed events, of those during the fault, that are not in its copy at the end
 */
record Outcome(Optional<Duration> noticed, Optional<Duration> recovered, int missed) {

    /** Three cells of a table. */
    String cells(Duration patience) {
        String never = "not within " + patience.toSeconds() + " s";
        boolean unnoticed = noticed.isEmpty() && recovered.isPresent() && recovered.get().isZero();
        return "%s | %s | %d"
                .formatted(
                        unnoticed ? "no need" : noticed.map(Outcome::said).orElse(never),
                        recovered.map(Outcome::said).orElse(never),
                        missed);
    }

    private static String said(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }
}
