package dev.plimsoll.fleet;

import java.io.IOException;

/** Says that a text is something else from its first character on: YAML, a table, an archive. */
final class NotJsonException extends IOException {

    private static final long serialVersionUID = 1;

    NotJsonException(IOException cause) {
        super("it is not JSON", cause);
    }
}
