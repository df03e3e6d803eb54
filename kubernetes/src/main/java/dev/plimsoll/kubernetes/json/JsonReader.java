package dev.plimsoll.kubernetes.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Reads one object from a token stream.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface JsonReader<T> {

    /**
     * Reads the object that begins at the parser's current token and leaves the parser at its last.
     * It is called from several threads at once.
     *
     * @throws IOException when the stream breaks or is not JSON; a value that is merely odd must be
     *     read as well as can be, for one such object must not stop a feed
     */
    T read(JsonParser parser) throws IOException;
}
