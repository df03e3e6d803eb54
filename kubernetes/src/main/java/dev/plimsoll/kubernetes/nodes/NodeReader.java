package dev.plimsoll.kubernetes.nodes;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.kubernetes.json.JsonFields;
import dev.plimsoll.kubernetes.json.JsonReader;
import dev.plimsoll.kubernetes.json.StringPool;
import java.io.IOException;

/**
 * Reads a {@code v1.Node}. Most of one is passed over unread: managed fields and the list of images
 * are nine tenths of its JSON.
 */
public final class NodeReader implements JsonReader<Node> {

    private static final int SHARED_STRINGS = 4096;

    private final StringPool pool = new StringPool(SHARED_STRINGS);

    @Override
    public Node read(JsonParser parser) throws IOException {
        NodeDraft draft = new NodeDraft(pool);
        JsonFields.each(
                parser,
                (name, value) -> {
                    switch (name) {
                        case "metadata" -> JsonFields.each(value, draft::metadata);
                        case "spec" -> JsonFields.each(value, draft::spec);
                        case "status" -> JsonFields.each(value, draft::status);
                        default -> value.skipChildren();
                    }
                });
        return draft.node();
    }
}
