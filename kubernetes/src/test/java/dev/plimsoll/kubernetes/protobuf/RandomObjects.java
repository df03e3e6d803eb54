package dev.plimsoll.kubernetes.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Writes objects in which any field may have any value, so far as its type goes. */
final class RandomObjects {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long DAY_SECONDS = 86_400;

    private static final List<String> QUANTITIES =
            List.of(
                    "0",
                    "1",
                    "100m",
                    "1500m",
                    "250u",
                    "7n",
                    "0.5",
                    "1.5Gi",
                    "64Mi",
                    "128974848000m",
                    "1e3",
                    "2k",
                    "3M",
                    "5E",
                    "8Ei",
                    "0.1Ki",
                    "9223372036854775807");

    private static final List<String> WORDS =
            List.of(
                    "app",
                    "Always",
                    "True",
                    "False",
                    "Running",
                    "Ready",
                    "zone-a",
                    "für alle ⚓",
                    "",
                    "PodResizePending",
                    "Infeasible",
                    "NoSchedule",
                    "x".repeat(300));

    private static final List<String> KEYS =
            List.of(
                    "cpu",
                    "memory",
                    "pods",
                    "ephemeral-storage",
                    "app",
                    "pod-template-hash",
                    "kubernetes.io/hostname");

    private final Random random;
    private boolean everything;

    RandomObjects(long seed) {
        random = new Random(seed);
    }

    /** Writes an object that has every field; none is empty, zero or false. */
    String full(String apiVersion, String kind, String namespace, String name) {
        everything = true;
        String json = next(apiVersion, kind, namespace, name);
        everything = false;
        return json;
    }

    /** Writes an object; everything but its names is left to chance. */
    String next(String apiVersion, String kind, String namespace, String name) {
        Message message = Objects.requireNonNull(Messages.of(kind), kind);
        ObjectNode object = message(message);
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.remove(List.of("resourceVersion", "selfLink", "generateName"));
        metadata.put("name", name).put("uid", "uid-of-" + name);
        if (namespace.isEmpty()) {
            metadata.remove("namespace");
        } else {
            metadata.put("namespace", namespace);
        }
        return object.toString();
    }

    private ObjectNode message(Message message) {
        ObjectNode object = JSON.objectNode();
        for (Field field : message.fields()) {
            if (field.shape() == Field.Shape.INLINE) {
                object.setAll(message(Objects.requireNonNull(field.message())));
            } else if (everything
                    || field.name().matches("metadata|spec|status|template")
                    || chance(3)) {
                object.set(field.name(), value(field));
            }
        }
        return object;
    }

    private JsonNode value(Field field) {
        return switch (field.shape()) {
            case LIST -> {
                ArrayNode list = JSON.arrayNode();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    list.add(single(field));
                }
                yield list;
            }
            case MAP -> {
                ObjectNode map = JSON.objectNode();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    map.set(any(KEYS), single(field));
                }
                yield map;
            }
            case ONE, INLINE -> single(field);
        };
    }

    private JsonNode single(Field field) {
        return switch (field.type()) {
            case TEXT -> JSON.textNode(everything ? "full" : any(WORDS));
            case FLAG -> JSON.booleanNode(everything || chance(2));
            case NUMBER ->
                    JSON.numberNode((everything ? 1 : 0) + random.nextInt(chance(2) ? 3 : 100_000));
            case QUANTITY -> JSON.textNode(any(QUANTITIES));
            case TIME ->
                    JSON.textNode(
                            Instant.parse("2026-01-01T00:00:00Z")
                                    .plusSeconds(random.nextLong(300 * DAY_SECONDS))
                                    .toString());
            case INT_OR_STRING ->
                    chance(2) ? JSON.numberNode(random.nextInt(70_000)) : JSON.textNode("10%");
            case MESSAGE -> message(Objects.requireNonNull(field.message()));
            case ENVELOPE -> throw new IllegalArgumentException(field.name());
        };
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
