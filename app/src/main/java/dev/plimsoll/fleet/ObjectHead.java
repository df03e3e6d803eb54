package dev.plimsoll.fleet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/** Holds the first fields of an object until it is known what it is. */
final class ObjectHead {

    private final TokenBuffer held;
    private String apiVersion;
    private String kind;
    private String asOf = "";

    /** Begins an object; what its list said of it holds unless it says otherwise. */
    ObjectHead(JsonParser parser, String apiVersion, String kind) throws IOException {
        this.apiVersion = apiVersion;
        this.kind = kind;
        held = new TokenBuffer(parser);
        held.writeStartObject();
    }

    String apiVersion() {
        return apiVersion;
    }

    String kind() {
        return kind;
    }

    /** Whether items may follow yet; while nothing is known of the kind, anything may. */
    boolean mayBeList() {
        return kind.isEmpty() || kind.endsWith("List") || kind.equals(ObjectWalk.SNAPSHOT);
    }

    String asOf() {
        return asOf;
    }

    /** Takes a field whose value begins at the parser's token. */
    void hold(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "apiVersion" -> apiVersion = parser.getValueAsString("");
            case "kind" -> kind = parser.getValueAsString("");
            case "asOf" -> asOf = parser.getValueAsString("");
            default -> {}
        }
        held.writeFieldName(name);
        held.copyCurrentStructure(parser);
    }

    /**
     * Gives the whole object, whose other fields follow in the parser, from this field's value on.
     */
    JsonParser joinedWith(String name, JsonParser parser) throws IOException {
        held.writeFieldName(name);
        return JsonParserSequence.createFlattened(true, held.asParser(parser), parser);
    }

    /** Gives the whole object, all of whose fields are held. */
    JsonParser alone(JsonParser parser) throws IOException {
        held.writeEndObject();
        return held.asParser(parser);
    }
}
