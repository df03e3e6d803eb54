package dev.plimsoll.fleet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Passes one object on and notes its name and namespace as they go by, wherever they stand in it,
 * so that who reads the object need not tell.
 */
final class NamedParser extends JsonParserDelegate {

    private static final int OBJECT = 1;
    private static final int METADATA = 2;

    private int depth = OBJECT;
    private boolean inMetadata;
    private String name = "";
    private String namespace = "";

    /**
     * @param object stands at the object's first brace
     */
    NamedParser(JsonParser object) {
        super(object);
    }

    /** Passes over an object that nobody has read. */
    void end() throws IOException {
        if (depth == OBJECT && currentToken() == JsonToken.START_OBJECT) {
            var _ = skipChildren();
        }
    }

    /** The object's name; empty if it has none. */
    String name() {
        return name;
    }

    /** The object's namespace; empty if it has none. */
    String namespace() {
        return namespace;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (token == null) {
            return null;
        }
        switch (token) {
            case START_OBJECT, START_ARRAY -> depth++;
            case END_OBJECT, END_ARRAY -> depth--;
            case FIELD_NAME -> {
                if (depth == OBJECT) {
                    inMetadata = delegate.currentName().equals("metadata");
                }
            }
            case VALUE_STRING -> {
                if (depth == METADATA && inMetadata) {
                    note(delegate.currentName());
                }
            }
            default -> {}
        }
        return token;
    }

    private void note(String field) throws IOException {
        if ("name".equals(field)) {
            name = delegate.getText();
        } else if ("namespace".equals(field)) {
            namespace = delegate.getText();
        }
    }

    @Override
    public @Nullable JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    /** Goes token by token through what may hold the name. */
    @Override
    public JsonParser skipChildren() throws IOException {
        JsonToken token = currentToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
            return this;
        }
        int outside = depth - 1;
        if (outside > OBJECT || (outside == OBJECT && !inMetadata)) {
            delegate.skipChildren();
            depth = outside;
            return this;
        }
        while (depth > outside && nextToken() != null) {
            if (depth > METADATA || (depth == METADATA && !inMetadata)) {
                var _ = skipChildren();
            }
        }
        return this;
    }
}
