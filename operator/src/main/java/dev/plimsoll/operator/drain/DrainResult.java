package dev.plimsoll.operator.drain;

import java.time.Duration;

/** How a drain ended. */
public sealed interface DrainResult {

    /** Everything that had to leave has left; the node stays cordoned. */
    record Drained(int evicted, Duration took) implements DrainResult {}

    /** There is no such node, or no more. */
    record NoNode() implements DrainResult {}

    /**
     * It was given up.
     *
     * @param why a sentence
     * @param opened the drain had cordoned the node, and has opened it again
     */
    record GivenUp(String why, boolean opened) implements DrainResult {}
}
