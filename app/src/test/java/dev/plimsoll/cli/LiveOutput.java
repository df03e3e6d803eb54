package dev.plimsoll.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Holds what a command has written so far, while it goes on writing. */
final class LiveOutput extends ByteArrayOutputStream {

    String text() {
        return toString(StandardCharsets.UTF_8);
    }
}
