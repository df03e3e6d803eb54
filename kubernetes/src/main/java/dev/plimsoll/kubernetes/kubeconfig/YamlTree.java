package dev.plimsoll.kubernetes.kubeconfig;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a YAML file as a tree, off its tokens: an object mapper, which binds trees to classes,
 * would cost each command that talks to a cluster a tenth of a second.
 */
final class YamlTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlTree() {}

    /**
     * @return a missing node where the file is empty
     * @throws com.fasterxml.jackson.core.JacksonException where it is no YAML
     * @throws IOException where it cannot be read
     */
    static JsonNode of(Path file) throws IOException {
        try (JsonParser yaml = new YAMLFactory().createParser(Files.readAllBytes(file))) {
            return yaml.nextToken() == null ? MissingNode.getInstance() : node(yaml);
        }
    }

    private static JsonNode node(JsonParser yaml) throws IOException {
        return switch (yaml.currentToken()) {
            case START_OBJECT -> object(yaml);
            case START_ARRAY -> array(yaml);
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(yaml.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(yaml.getText());
        };
    }

    private static ObjectNode object(JsonParser yaml) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (yaml.nextToken() != JsonToken.END_OBJECT) {
            String field = yaml.currentName();
            yaml.nextToken();
            object.set(field, node(yaml));
        }
        return object;
    }

    private static ArrayNode array(JsonParser yaml) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(yaml));
        }
        return array;
    }
}
