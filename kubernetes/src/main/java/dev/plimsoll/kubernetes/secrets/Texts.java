package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads texts of resources, where an empty one is as good as none. */
final class Texts {

    private Texts() {}

    static Optional<String> of(JsonNode text) {
        return Optional.of(text.asText("")).filter(value -> !value.isEmpty());
    }
}
