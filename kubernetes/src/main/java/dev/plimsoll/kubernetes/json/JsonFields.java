package dev.plimsoll.kubernetes.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Walks over objects and arrays in a token stream. A value of another shape than expected (a null
 * where an object could be) is passed over, as the API's own clients do.
 */
public final class JsonFields {

    private JsonFields() {}

    /** Takes one value; it must leave the parser at the value's last token. */
    @FunctionalInterface
    public interface Field {
        void at(String name, JsonParser value) throws IOException;
    }

    /** Takes one element; it must leave the parser at the element's last token. */
    @FunctionalInterface
    public interface Element {
        void at(JsonParser value) throws IOException;
    }

    /** Visits the fields of the object that begins at the parser's current token. */
    public static void each(JsonParser parser, Field field) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            field.at(name, parser);
        }
    }

    /** Visits the elements of the array that begins at the parser's current token. */
    public static void elements(JsonParser parser, Element element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.at(parser);
        }
    }

    /** Reads the current value as text; empty for null, objects and arrays. */
    public static String text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    parser.getText();
            case null, default -> {
                parser.skipChildren();
                yield "";
            }
        };
    }
}
