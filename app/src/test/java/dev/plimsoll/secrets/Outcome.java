package dev.plimsoll.secrets;

import dev.plimsoll.secrets.Touches.Touch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * What came of a burst.
 *
 * @param begun when its events were there, by the monotonic clock
 * @param rate of touches a second; twice as many may be made at once
 * @param touches of each resource, in order
 */
record Outcome(Burst burst, long begun, int rate, Map<String, List<Touch>> touches) {

    private List<Long> times() {
        return touches.values().stream()
                .flatMap(List::stream)
                .map(touch -> touch.nanos() - begun)
                .sorted()
                .toList();
    }

    /** The event that each resource was touched for last. */
    Map<String, String> touchedBy() {
        Map<String, String> touchedBy = new HashMap<>();
        touches.forEach((name, all) -> {
            String value = all.getLast().value();
            touchedBy.put(name, value.substring(value.indexOf(' ') + 1));
        });
        return touchedBy;
    }

    /** When the rate and its burst have the n-th touch, from 0, in nanoseconds. */
    private long allowed(int turn) {
        return (long) (Math.max(0, turn + 1.0 - 2 * rate) / rate * 1e9);
    }

    /** By how much any touch came before the rate allowed it; below zero where none did. */
    Duration earliness() {
        List<Long> times = times();
        return Duration.ofNanos(
                IntStream.range(0, times.size())
                        .mapToLong(turn -> allowed(turn) - times.get(turn))
                        .max()
                        .orElse(0));
    }

    String sentence() {
        List<Long> times = times();
        int atOnce = Math.min(2 * rate, times.size());
        return "%d events, %d touches at %d a second: event to touch %s; the rate and its burst allow %s; later than they allow %s; the %d that they allow at once %s"
                .formatted(
                        burst.events().size(),
                        times.size(),
                        rate,
                        spread(times.size(), times::get),
                        spread(times.size(), this::allowed),
                        spread(times.size(), turn -> times.get(turn) - allowed(turn)),
                        atOnce,
                        spread(atOnce, times::get));
    }

    private static String spread(int size, IntToLongFunction nanos) {
        List<Long> sorted =
                IntStream.range(0, size)
                        .mapToObj(turn -> Duration.ofNanos(nanos.applyAsLong(turn)).toMillis())
                        .sorted()
                        .toList();
        return "%d ms at the median, %d ms at the 99th percentile, %d ms at most"
                .formatted(sorted.get(size / 2), sorted.get(size * 99 / 100), sorted.getLast());
    }
}
