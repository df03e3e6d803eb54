package dev.plimsoll.fleet;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Takes the objects of a fleet, one after the other. */
@FunctionalInterface
public interface ObjectSink {

    /**
     * Takes one object.
     *
     * @param object stands at the object's first token; this need not read it, but must not read
     *     beyond its last
     */
    void object(ResourceKind kind, JsonParser object) throws IOException;
}
