package dev.plimsoll.testbed.faults;

import java.util.Random;

/** How many of the requests that a fault is meant for it hits. */
public sealed interface Dose {

    /** All of them, until the proxy is told otherwise. */
    record Always() implements Dose {}

    /** The next so many. */
    record Times(int times) implements Dose {}

    /**
     * Each with a probability.
     *
     * @param share 0 to 1
     * @param seed draws the same again for the same requests in the same order
     */
    record Share(double share, long seed) implements Dose {}

    /** Returns what tells of each request in turn whether it is hit; not safe for threads. */
    default Draw draw() {
        return switch (this) {
            case Always() -> () -> true;
            case Times(int times) -> {
                int[] left = {times};
                yield () -> left[0] > 0 && left[0]-- > 0;
            }
            case Share(double share, long seed) -> {
                Random random = new Random(seed);
                yield () -> random.nextDouble() < share;
            }
        };
    }

    /** Decides on one request after the other. */
    interface Draw {
        boolean hit();
    }
}
