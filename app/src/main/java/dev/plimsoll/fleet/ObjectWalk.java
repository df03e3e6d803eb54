package dev.plimsoll.fleet;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/**
 * Finds the Kubernetes objects in a JSON stream: bare objects, {@code List}s as kubectl writes
 * them, typed lists as the API server does, snapshots, and any number of these one after another.
 * An object is handed on while it is read; only the fields before its {@code kind} are held, and
 * all known writers put that first or second.
 */
final class ObjectWalk {

    /** The kind of a snapshot; its {@code asOf} says when it was taken. */
    static final String SNAPSHOT = "Snapshot";

    private final JsonParser parser;
    private final Visitor visitor;
    private String asOf = "";
    private int lists;

    ObjectWalk(JsonParser parser, Visitor visitor) {
        this.parser = parser;
        this.visitor = visitor;
    }

    /** Takes an object of any kind, at its first token; what it does not read is passed over. */
    interface Visitor {
        void object(String apiVersion, String kind, JsonParser object) throws IOException;
    }

    /**
     * Walks to the end of the stream.
     *
     * @throws NotJsonException if it does not even begin as JSON does
     */
    void run() throws IOException {
        JsonToken next = first();
        while (next != null) {
            object("", "");
            next = parser.nextToken();
        }
    }

    private JsonToken first() throws IOException {
        try {
            return parser.nextToken();
        } catch (JsonEOFException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new NotJsonException(e);
        }
    }

    /** When the snapshot was taken, as it says itself; empty where there was none. */
    String asOf() {
        return asOf;
    }

    /** How many lists were seen, the empty ones included. */
    int lists() {
        return lists;
    }

    /** Reads the object that begins at the parser's token, with what its list said about it. */
    private void object(String listApiVersion, String listKind) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, "expected a Kubernetes object in braces");
        }
        ObjectHead head = new ObjectHead(parser, listApiVersion, listKind);
        boolean list = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("items") && value == JsonToken.START_ARRAY) {
                list = true;
                items(head);
            } else if (list || value.isScalarValue() || head.mayBeList()) {
                head.hold(name, parser);
            } else {
                hand(head, head.joinedWith(name, parser));
                return;
            }
        }
        if (list) {
            lists++;
            asOf = head.kind().equals(SNAPSHOT) ? head.asOf() : asOf;
        } else {
            hand(head, head.alone(parser));
        }
    }

    private void items(ObjectHead list) throws IOException {
        String kind = elementKind(list.kind());
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            object(kind.isEmpty() ? "" : list.apiVersion(), kind);
        }
    }

    /** A typed list says what its items are; those of a plain List say it themselves. */
    private static String elementKind(String listKind) {
        return listKind.endsWith("List") ? listKind.substring(0, listKind.length() - 4) : "";
    }

    private void hand(ObjectHead head, JsonParser object) throws IOException {
        JsonToken start = object.nextToken();
        if (start == JsonToken.START_OBJECT) {
            visitor.object(head.apiVersion(), head.kind(), object);
        }
        if (object.currentToken() == JsonToken.START_OBJECT) {
            object.skipChildren();
        }
    }
}
