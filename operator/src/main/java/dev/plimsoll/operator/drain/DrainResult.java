package dev.plimsoll.operator.drain;

import java.time.Duration;

/** How a drain ended. */
public sealed interface DrainResult {

    /** Everything that had to leave has left; the node stays cordoned. */
    record Drained(int evicted, Duration took) implements DrainResult {}

    /** There is no such node. */
    record NoNode() implements DrainResult {}

    /** Somebody else has removed the node meanwhile. */
    record NodeGone(int evicted, Duration took) implements DrainResult {}

    /**
     * It was given up.
     *
     * @param why a sentence
     * @param opened the drain had cordoned the node, and has opened it again
     */
    record GivenUp(String why, boolean opened) implements DrainResult {}
}
