package dev.plimsoll.kubernetes.nodes;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.signal.NodeCondition;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.kubernetes.json.JsonFields;
import dev.plimsoll.kubernetes.json.JsonReader;
import dev.plimsoll.kubernetes.json.StringPool;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@code v1.Node} with what tells how it fares, and where its kubelet listens. */
public final class WatchedNodeReader implements JsonReader<WatchedNode> {

    private static final int SHARED_STRINGS = 4096;

    /** What a drain of ours leaves on a node that it has cordoned. */
    public static final String CORDON_MARK = "plimsoll.dev/cordoned-by";

    private final StringPool pool = new StringPool(SHARED_STRINGS);

    @Override
    public WatchedNode read(JsonParser parser) throws IOException {
        Draft draft = new Draft(pool);
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
        return draft.watched();
    }

    /** Collects more than a node's draft does. */
    private static final class Draft extends NodeDraft {

        private final List<String> addresses = new ArrayList<>();
        private final List<NodeCondition> conditions = new ArrayList<>();
        private int port = WatchedNode.KUBELET_PORT;
        private boolean marked;

        Draft(StringPool pool) {
            super(pool);
        }

        @Override
        void annotation(String key, JsonParser value) throws IOException {
            marked |= key.equals(CORDON_MARK);
            super.annotation(key, value);
        }

        @Override
        void status(String field, JsonParser value) throws IOException {
            switch (field) {
                case "addresses" -> JsonFields.elements(value, this::address);
                case "daemonEndpoints" ->
                        JsonFields.each(
                                value, (_, endpoint) -> JsonFields.each(endpoint, this::endpoint));
                default -> super.status(field, value);
            }
        }

        private void address(JsonParser value) throws IOException {
            String[] parts = {"", ""};
            JsonFields.each(
                    value,
                    (field, text) -> {
                        switch (field) {
                            case "type" -> parts[0] = JsonFields.text(text);
                            case "address" -> parts[1] = JsonFields.text(text);
                            default -> text.skipChildren();
                        }
                    });
            if (parts[0].equals("InternalIP")) {
                addresses.add(parts[1]);
            }
        }

        private void endpoint(String field, JsonParser value) throws IOException {
            if (field.equals("Port") && value.getValueAsInt() > 0) {
                port = value.getValueAsInt();
            } else {
                value.skipChildren();
            }
        }

        @Override
        void condition(String type, String status, Instant since) {
            conditions.add(new NodeCondition(type, status, since));
            super.condition(type, status, since);
        }

        WatchedNode watched() {
            Node node = node();
            Cordon cordon =
                    !node.unschedulable() ? Cordon.NONE : marked ? Cordon.OURS : Cordon.OTHERS;
            return new WatchedNode(node, addresses, conditions, port, cordon);
        }
    }
}
