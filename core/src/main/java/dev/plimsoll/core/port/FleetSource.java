package dev.plimsoll.core.port;

import dev.plimsoll.core.capacity.consolidate.ConsolidateFleet;

/** Reads the whole fleet as it is now. */
public interface FleetSource {

    /** Blocks until the answer or a deadline; never throws for what a server or network does. */
    Look read();

    /** What came of reading. */
    sealed interface Look {

        record Seen(ConsolidateFleet fleet) implements Look {}

        /**
         * Something of it could not be read, so that nothing may be decided.
         *
         * @param why a sentence
         */
        record Failed(String why) implements Look {}
    }
}
