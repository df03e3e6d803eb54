package dev.plimsoll.integrations.http;

import java.time.Instant;
import java.util.Optional;

/** What came of a request. */
public sealed interface Reply {

    /**
     * The server answered, with whatever code.
     *
     * @param date the server's own time, where it says it
     */
    record Answered(int code, String body, Optional<Instant> date) implements Reply {

        public boolean successful() {
            return code >= 200 && code < 300;
        }
    }

    /**
     * There is no whole answer.
     *
     * @param why a clause that completes the server's name: {@code refuses connections}
     */
    record Failed(String why) implements Reply {}
}
