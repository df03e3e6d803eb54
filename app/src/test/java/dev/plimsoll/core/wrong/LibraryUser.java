package dev.plimsoll.core.wrong;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Depends on a library and reads the clock. */
record LibraryUser(JsonNode node) {

    static Instant time() {
        return Instant.now();
    }
}
