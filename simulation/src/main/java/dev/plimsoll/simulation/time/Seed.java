package dev.plimsoll.simulation.time;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Gives each part of a simulation its own stream of random numbers, so that one that draws more
 * does not change what the others draw. The same value gives the same streams, whatever the JVM.
 */
public record Seed(long value) {

    /** Opens the stream of this name, from its beginning. */
    public RandomGenerator stream(String name) {
        return new SplittableRandom(mixed(mixed(value) + name.hashCode()));
    }

    /**
     * Makes neighbours strangers: seeds that differ by a constant would give streams that are
     * shifted copies of one another.
     *
     * @see <a href="https://doi.org/10.1145/2660193.2660195">Fast splittable pseudorandom number
     *     generators, variant 13 of the finalizer</a>
     */
    private static long mixed(long value) {
        long once = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }

    /** Draws a duration between the two, of whole milliseconds, both included. */
    public static Duration between(RandomGenerator random, Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }
}
