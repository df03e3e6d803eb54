package dev.plimsoll.kubernetes.fake;

import java.time.Duration;

/** What the server does to a request in place of its work. */
@FunctionalInterface
public interface Fault {

    void at(Request request, Wire wire) throws Exception;

    /** Reads the request and never answers. */
    static Fault noAnswer() {
        return (_, wire) -> wire.hang();
    }

    /** Sends a head and some text, then nothing more. */
    static Fault stallAfter(String text) {
        return (_, wire) -> {
            wire.begin(200);
            if (!text.isEmpty()) {
                wire.chunk(text);
            }
            wire.hang();
        };
    }

    /** Sends a head and some text, then resets the connection. */
    static Fault resetAfter(String text) {
        return (_, wire) -> {
            wire.begin(200);
            wire.chunk(text);
            wire.reset();
        };
    }

    /** Sends a head and some text, then ends the connection without ending the body. */
    static Fault cutAfter(String text) {
        return (_, wire) -> {
            wire.begin(200);
            wire.chunk(text);
            wire.close();
        };
    }

    /** Sends a head and some text, and ends the body in good order. */
    static Fault endAfter(String text) {
        return (_, wire) -> {
            wire.begin(200);
            if (!text.isEmpty()) {
                wire.chunk(text);
            }
            wire.end();
        };
    }

    /** Sends a whole answer. */
    static Fault answer(int code, String body, String... headers) {
        return (_, wire) -> wire.answer(code, body, headers);
    }

    /** Sends one byte after the other and never comes to an end. */
    static Fault drip(String text, Duration pause) {
        return (_, wire) -> {
            wire.begin(200);
            wire.drip(text + " ".repeat(100_000), pause);
        };
    }
}
