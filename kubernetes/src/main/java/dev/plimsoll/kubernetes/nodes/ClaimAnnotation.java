package dev.plimsoll.kubernetes.nodes;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a {@link LabelClaim} as the value of a node's annotation, and reads it back:
 *
 * <pre>{"labels":{"k":"v"},"before":{"k":null},"since":"2026-11-22T00:00:00Z"}</pre>
 */
public final class ClaimAnnotation {

    private static final String PREFIX = "nlp.";
    private static final String SUFFIX = "/claim";

    private ClaimAnnotation() {}

    /** Names the policy whose claim lies under an annotation's key; empty for other annotations. */
    public static Optional<String> policy(String key) {
        if (!key.startsWith(PREFIX)
                || !key.endsWith(SUFFIX)
                || key.length() <= PREFIX.length() + SUFFIX.length()) {
            return Optional.empty();
        }
        String policy = key.substring(PREFIX.length(), key.length() - SUFFIX.length());
        return LabelMarker.claim(policy).equals(key) ? Optional.of(policy) : Optional.empty();
    }

    public static String write(LabelClaim claim) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("labels");
            for (var label : new TreeMap<>(claim.applied()).entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("before");
            for (var label : new TreeMap<>(claim.before()).entrySet()) {
                writeBefore(json, label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeStringField("since", claim.since().toString());
            json.writeEndObject();
        });
    }

    private static void writeBefore(JsonGenerator json, String key, Optional<String> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeStringField(key, value.get());
        } else {
            json.writeNullField(key);
        }
    }

    /** Reads a value; empty where anybody has made it something else than a claim. */
    public static Optional<LabelClaim> read(String value) {
        try {
            return Json.read(value, ClaimAnnotation::read);
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LabelClaim> read(JsonParser parser) throws IOException {
        Map<String, String> labels = new HashMap<>();
        Map<String, Optional<String>> before = new HashMap<>();
        String[] since = {""};
        JsonFields.each(
                parser,
                (name, field) -> {
                    switch (name) {
                        case "labels" ->
                                JsonFields.each(
                                        field,
                                        (key, text) -> labels.put(key, JsonFields.text(text)));
                        case "before" ->
                                JsonFields.each(
                                        field,
                                        (key, text) ->
                                                before.put(
                                                        key,
                                                        text.currentToken() == JsonToken.VALUE_NULL
                                                                ? Optional.empty()
                                                                : Optional.of(
                                                                        JsonFields.text(text))));
                        case "since" -> since[0] = JsonFields.text(field);
                        default -> field.skipChildren();
                    }
                });
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelClaim(labels, before, Instant.parse(since[0])));
    }
}
