package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.json.JsonReader;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import java.io.IOException;
import java.util.Map;

/** Reads a node with everything it offers, and whether it asks to be left alone. */
public final class RoomyNodeReader implements JsonReader<RoomyNodeReader.RoomyNode> {

    private static final String SCALE_DOWN_DISABLED =
            "cluster-autoscaler.kubernetes.io/scale-down-disabled";

    private final NodeReader nodes = new NodeReader();

    /**
     * A node and what its record lacks.
     *
     * @param otherRoom what it offers beside CPU, memory and pods, in whole units
     * @param refusal the annotation by which it asks to stay; empty where it does not
     */
    public record RoomyNode(Node node, Map<String, Long> otherRoom, String refusal) {}

    @Override
    public RoomyNode read(JsonParser parser) throws IOException {
        JsonNode tree = Trees.read(parser);
        Node node = Json.read(tree, nodes);
        JsonNode status = tree.path("status");
        JsonNode room =
                status.path("allocatable").isEmpty()
                        ? status.path("capacity")
                        : status.path("allocatable");
        return new RoomyNode(
                node,
                Trees.otherAmounts(room, "node " + node.name() + ", status.allocatable"),
                refusal(tree.path("metadata").path("annotations")));
    }

    private static String refusal(JsonNode annotations) {
        for (String key : new String[] {PodFacts.DO_NOT_DISRUPT, SCALE_DOWN_DISABLED}) {
            if (annotations.path(key).asText().equals("true")) {
                return key + ": \"true\"";
            }
        }
        return "";
    }
}
