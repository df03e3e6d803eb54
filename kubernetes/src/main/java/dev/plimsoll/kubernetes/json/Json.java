package dev.plimsoll.kubernetes.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Opens token streams. Field names are shared within the factory's own bounded table but never
 * interned in the JVM, and a document that floods that table (managed fields are keyed by user
 * data) is read all the same.
 */
public final class Json {

    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .build();

    private Json() {}

    /** Opens a stream of UTF-8 bytes; closing the parser closes the stream. */
    public static JsonParser parser(InputStream bytes) throws IOException {
        return FACTORY.createParser(bytes);
    }

    /** Reads one whole document. */
    public static <T> T read(String document, JsonReader<T> reader) throws IOException {
        try (JsonParser parser = FACTORY.createParser(document)) {
            var _ = parser.nextToken();
            return reader.read(parser);
        }
    }

    /** Reads a document that is a tree already. */
    public static <T> T read(TreeNode tree, JsonReader<T> reader) throws IOException {
        try (JsonParser parser = tree.traverse()) {
            var _ = parser.nextToken();
            return reader.read(parser);
        }
    }

    /** Writes one document to a string. */
    public static String write(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a string refuses no bytes", e);
        }
        return text.toString();
    }

    /** Writes the value at the parser's current token to a string. */
    public static String copy(JsonParser value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.copyCurrentStructure(value);
        }
        return text.toString();
    }

    /** Writes what a document holds. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
