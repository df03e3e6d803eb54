package dev.plimsoll.benchmarks.faults;

import java.util.Map;
import java.util.OptionalLong;

/** A client that keeps a copy of a namespace's config maps by list and watch. */
interface Subject extends AutoCloseable {

    /** Tells whether it has listed all and watches. */
    boolean live();

    /** Names and versions, as its listener was told. */
    Map<String, String> told();

    /**
     * Finds the sign that says it has noticed a fault.
     *
     * @param strike when the fault struck
     * @param ends how many streams ended on the way to it
     * @return empty while there is none
     */
    OptionalLong noticed(long strike, int ends);

    /** When it came to the connection that a fault without a rule is for. */
    OptionalLong reached(int ends);

    /** Forgets all signs so far. */
    void attend();

    @Override
    void close();
}
