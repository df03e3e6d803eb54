package dev.plimsoll.drain;

import dev.plimsoll.operator.drain.DrainListener;

/** Shows drains to the person who waits for them. */
public interface DrainView extends DrainListener, AutoCloseable {

    /** Shows nothing any more. */
    @Override
    void close();
}
