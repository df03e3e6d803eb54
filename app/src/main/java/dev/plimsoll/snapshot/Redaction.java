package dev.plimsoll.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.fleet.ResourceKind;
import java.io.IOException;
import java.util.Set;

/**
 * Copies an object without what may be secret or is of no use to a decision. It goes by the names
 * and shapes of fields at any depth, so that pods, pod templates and kinds yet to come are treated
 * alike. A map of labels may well have a key {@code env}; hence the shapes.
 */
final class Redaction {

    /** Lists in containers that hold, or may hold, passwords. */
    private static final Set<String> SECRET_LISTS =
            Set.of("env", "envFrom", "command", "args", "httpHeaders");

    /** Objects with free text for storage drivers. */
    private static final Set<String> SECRET_OBJECTS = Set.of("volumeAttributes", "options");

    /** Long, and read by nobody; {@code images} is a node's list of what it has pulled. */
    private static final Set<String> USELESS_LISTS = Set.of("managedFields", "images");

    /** Texts that become Secrets. */
    private static final Set<String> SECRET_TEXTS = Set.of("data", "templateFrom");

    /** States of containers, whose message may be the end of the container's log. */
    private static final Set<String> CONTAINER_STATES = Set.of("terminated", "waiting");

    /** Written by {@link #copy} itself, since the items of a typed list lack them. */
    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");

    private static final String ROOT = "";

    private Redaction() {}

    /** Copies the object that begins at the parser's token, up to its last, with its kind first. */
    static void copy(ResourceKind kind, JsonParser in, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("apiVersion", kind.apiVersion());
        out.writeStringField("kind", kind.kind());
        fields(in, out, ROOT);
        out.writeEndObject();
    }

    /** Copies the fields of an object whose own name is {@code parent}, to its closing brace. */
    private static void fields(JsonParser in, JsonGenerator out, String parent) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (dropped(parent, name, value)) {
                in.skipChildren();
            } else {
                out.writeFieldName(name);
                value(parent, name, in, out);
            }
        }
    }

    private static boolean dropped(String parent, String name, JsonToken value) {
        if (parent.equals("annotations")) {
            return !KeptAnnotations.contains(name);
        }
        if (secretTemplate(parent, name, value)) {
            return true;
        }
        return switch (value) {
            case START_ARRAY -> SECRET_LISTS.contains(name) || USELESS_LISTS.contains(name);
            case START_OBJECT -> SECRET_OBJECTS.contains(name);
            default ->
                    (name.equals("message") && CONTAINER_STATES.contains(parent))
                            || (parent.equals(ROOT) && IDENTITY.contains(name));
        };
    }

    /**
     * Tells whether a field of External Secrets may say more than which key is read: the templates
     * of Secrets (those of pods have no data), rules about values, and stores other than AWS, some
     * of which hold plain values.
     */
    private static boolean secretTemplate(String parent, String name, JsonToken value) {
        return switch (parent) {
            case "template" -> value.isStructStart() && SECRET_TEXTS.contains(name);
            case "dataFrom" -> name.equals("rewrite");
            case "data" -> value == JsonToken.START_OBJECT && name.equals("metadata");
            case "provider" -> value == JsonToken.START_OBJECT && !name.equals("aws");
            default -> false;
        };
    }

    private static void value(String parent, String name, JsonParser in, JsonGenerator out)
            throws IOException {
        switch (in.currentToken()) {
            case START_OBJECT -> {
                out.writeStartObject();
                fields(in, out, name);
                out.writeEndObject();
            }
            case START_ARRAY -> {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    value(parent, name, in, out);
                }
                out.writeEndArray();
            }
            case null, default -> out.copyCurrentEvent(in);
        }
    }
}
