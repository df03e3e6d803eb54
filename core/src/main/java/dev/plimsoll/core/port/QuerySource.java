package dev.plimsoll.core.port;

import dev.plimsoll.core.drain.signal.QueryAnswer;

/** Answers queries of the user's own. */
@FunctionalInterface
public interface QuerySource {

    /**
     * Asks, blocks until the answer or a deadline, and never throws for what a server or network
     * does.
     */
    QueryAnswer ask(String promql);
}
