package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.capacity.Quantity;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads one object as a tree, without the parts that are long and of no use here. */
final class Trees {

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final Set<String> USELESS = Set.of("managedFields", "images");

    private Trees() {}

    /** Reads the object at the parser's current token, up to its last. */
    static ObjectNode read(JsonParser parser) throws IOException {
        ObjectNode object = TREES.createObjectNode();
        JsonFields.each(
                parser,
                (name, value) -> {
                    switch (name) {
                        case "metadata", "status" -> object.set(name, without(value));
                        default -> object.set(name, TREES.<JsonNode>readTree(value));
                    }
                });
        return object;
    }

    private static ObjectNode without(JsonParser parser) throws IOException {
        ObjectNode object = TREES.createObjectNode();
        JsonFields.each(
                parser,
                (name, value) -> {
                    if (USELESS.contains(name)) {
                        value.skipChildren();
                    } else {
                        object.set(name, TREES.<JsonNode>readTree(value));
                    }
                });
        return object;
    }

    static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static Set<String> elements(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Reads amounts beside CPU, memory and pods, in whole units; what is zero is left out. */
    static Map<String, Long> otherAmounts(JsonNode map, String place) throws IOException {
        Map<String, Long> amounts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            switch (entry.getKey()) {
                case "cpu", "memory", "pods" -> {}
                default -> {
                    long amount = amount(entry.getValue(), place + "." + entry.getKey());
                    if (amount > 0) {
                        amounts.put(entry.getKey(), amount);
                    }
                }
            }
        }
        return amounts;
    }

    private static long amount(JsonNode value, String place) throws IOException {
        try {
            return Quantity.parse(value.asText()).units();
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }
}
