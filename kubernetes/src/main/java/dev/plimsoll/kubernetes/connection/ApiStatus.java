package dev.plimsoll.kubernetes.connection;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;

/**
 * Holds what a {@code metav1.Status} says of a failure.
 *
 * @param code 0 where it says none
 * @param reason one CamelCase word for machines, or empty
 * @param message the sentence for people; where the body is no Status, the beginning of its text
 */
public record ApiStatus(int code, String reason, String message) {

    private static final int LONGEST_TEXT = 200;

    /** Reads a body that may be a Status, plain text, a proxy's HTML page, or nothing. */
    public static ApiStatus read(String body) {
        try {
            if (body.startsWith("{")) {
                return Json.read(body, ApiStatus::read);
            }
        } catch (IOException e) {
            // It is cut or no JSON: its beginning still tells a person something.
        }
        String text = body.strip().replaceAll("\\s+", " ");
        return new ApiStatus(
                0, "", text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text);
    }

    /** Reads the Status at the parser's current token. */
    public static ApiStatus read(JsonParser parser) throws IOException {
        int[] code = {0};
        String[] words = {"", ""};
        JsonFields.each(
                parser,
                (name, value) -> {
                    switch (name) {
                        case "code" -> code[0] = value.getValueAsInt();
                        case "reason" -> words[0] = JsonFields.text(value);
                        case "message" -> words[1] = JsonFields.text(value);
                        default -> value.skipChildren();
                    }
                });
        return new ApiStatus(code[0], words[0], words[1]);
    }
}
