package dev.plimsoll.simulation.watch;

import dev.plimsoll.simulation.time.Seed;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Draws how late an event reaches its watcher: mostly a few milliseconds, now and then seconds.
 *
 * @param slowPercent of a hundred events, how many are slow
 * @param slowest the most that a slow one takes
 */
public record Lag(int slowPercent, Duration slowest) {

    private static final Duration USUAL = Duration.ofMillis(40);

    /** Events that arrive as they do on a good day. */
    public static final Lag USUAL_ONLY = new Lag(0, USUAL);

    Duration draw(RandomGenerator random) {
        Duration most = random.nextInt(100) < slowPercent ? slowest : USUAL;
        return Seed.between(random, Duration.ofMillis(1), most);
    }
}
