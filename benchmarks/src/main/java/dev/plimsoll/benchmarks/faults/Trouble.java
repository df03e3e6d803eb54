package dev.plimsoll.benchmarks.faults;

import java.util.function.Consumer;

/**
 * One fault in one phase.
 *
 * @param fault in a few words
 * @param begin puts it in force
 * @param heal ends it
 * @param passing whether it is over as soon as it has struck: only the connection that it struck
 *     suffers
 * @param paged whether it takes a list of several pages, which a plain informer never asks for
 */
record Trouble(
        String fault,
        Phase phase,
        Consumer<Stage> begin,
        Consumer<Stage> heal,
        boolean passing,
        boolean paged) {}
