package dev.plimsoll.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a NodeLabelPolicy cannot say. {@code kubectl apply} refuses such a field, and an API
 * server that is told not to leaves it out: a selector that was never there selects every node.
 */
final class PolicyFields {

    /** What the custom resource definition knows; below other paths are names of the user's own. */
    static final Map<String, List<String>> KNOWN =
            Map.of(
                    "",
                    List.of("apiVersion", "kind", "metadata", "spec", "status"),
                    "spec",
                    List.of(
                            "strategy",
                            "labels",
                            "nodeSelector",
                            "spreadBy",
                            "notReadyGrace",
                            "minimumDwell"),
                    "spec.strategy",
                    List.of("type", "count"),
                    "spec.nodeSelector",
                    List.of("matchLabels", "matchExpressions"),
                    "spec.nodeSelector.matchExpressions[]",
                    List.of("key", "operator", "values"));

    private PolicyFields() {}

    /** Names the first field that is none, and what there is in its place. */
    static Optional<String> unknown(JsonNode policy) {
        return unknown("", "", policy);
    }

    /**
     * @param path as a person reads it, with the index of an item
     * @param place as {@link #KNOWN} has it
     */
    private static Optional<String> unknown(String path, String place, JsonNode node) {
        List<String> known = KNOWN.get(place);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            String innerPlace = place.isEmpty() ? field.getKey() : place + "." + field.getKey();
            if (known != null && !known.contains(field.getKey())) {
                return Optional.of(
                        "%s is not a field; expected one of %s"
                                .formatted(inner, String.join(", ", known)));
            }
            Optional<String> deeper =
                    field.getValue().isArray()
                            ? items(inner, innerPlace, field.getValue())
                            : unknown(inner, innerPlace, field.getValue());
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> items(String path, String place, JsonNode array) {
        for (int index = 0; index < array.size(); index++) {
            Optional<String> found =
                    unknown("%s[%d]".formatted(path, index), place + "[]", array.get(index));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
