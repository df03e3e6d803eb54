package dev.plimsoll.kubernetes.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.kubernetes.connection.ApiStream;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.connection.StreamLimits;
import dev.plimsoll.kubernetes.json.JsonReader;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import dev.plimsoll.kubernetes.pods.PodReader;
import dev.plimsoll.testbed.Component;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the real API server says in protobuf is what it says in JSON: for objects in which any field
 * may have any value, in lists and in watches.
 */
class SameAsJsonIT {

    private static final int OBJECTS = 150;
    private static final int PLAIN_NODES = 5;
    private static final int PODS_ON_EACH = 10;
    private static final String NAMESPACE = "default";
    private static final ObjectMapper TREES = new ObjectMapper();

    private static final StreamLimits LIMITS =
            new StreamLimits(Duration.ofMinutes(2), Duration.ofMinutes(5), true);

    /** Fields that no object here has: the server would clear or fill them. */
    private static final Set<String> NOT_WRITTEN =
            Set.of("ObjectMeta.generateName", "ObjectMeta.selfLink", "ObjectMeta.namespace");

    /** So many fields, of hundreds, may by chance not be drawn, such as one deep in a rare one. */
    private static final int UNLUCKY = 3;

    /** What is the same in every kind of workload; a pod shows it all. */
    private static final String TEMPLATE = "PodTemplateSpec";

    private static ControlPlane controlPlane;
    private static FleetFiller filler;
    private static Cluster cluster;
    private static RandomObjects random;

    @BeforeAll
    static void start() throws IOException {
        long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("SameAsJsonIT: -Dplimsoll.seed=" + seed);
        random = new RandomObjects(seed);
        controlPlane = ControlPlane.start();
        filler = new FleetFiller(controlPlane);
        filler.fill(FleetShape.ofNodes(PLAIN_NODES).withPodsPerNode(PODS_ON_EACH));
        // Nobody shall tidy up among what makes no sense.
        for (Component tidy :
                List.of(Component.CONTROLLER_MANAGER, Component.SCHEDULER, Component.KWOK)) {
            controlPlane.component(tidy).stop();
        }
        cluster =
                new Cluster(
                        new ClusterSource.Kubeconfig(controlPlane.kubeconfig(), Optional.empty()),
                        Deadlines.STANDARD);
    }

    @AfterAll
    static void end() {
        cluster.close();
        controlPlane.close();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "v1, Node, /api/v1/nodes, minions",
        "v1, Pod, /api/v1/pods, pods/default",
        "policy/v1, PodDisruptionBudget, /apis/policy/v1/poddisruptionbudgets,"
                + " poddisruptionbudgets/default",
        "apps/v1, ReplicaSet, /apis/apps/v1/replicasets, replicasets/default",
        "apps/v1, Deployment, /apis/apps/v1/deployments, deployments/default",
        "apps/v1, StatefulSet, /apis/apps/v1/statefulsets, statefulsets/default",
        "apps/v1, DaemonSet, /apis/apps/v1/daemonsets, daemonsets/default",
        "batch/v1, Job, /apis/batch/v1/jobs, jobs/default",
        "v1, PersistentVolumeClaim, /api/v1/persistentvolumeclaims, persistentvolumeclaims/default",
        "v1, PersistentVolume, /api/v1/persistentvolumes, persistentvolumes"
    })
    void a_list_is_the_same(String apiVersion, String kind, String path, String key)
            throws IOException {
        // Given
        fill(apiVersion, kind, key, "listed");
        List<JsonNode> json = list(path, Encoding.JSON, SameAsJsonIT::tree);

        // When
        List<JsonNode> protobuf = list(path, Encoding.PROTOBUF, SameAsJsonIT::tree);

        // Then
        assertThat(json).hasSizeGreaterThanOrEqualTo(OBJECTS);
        assertThat(differences(json, protobuf)).isEmpty();
        Set<String> shown = new TreeSet<>();
        protobuf.forEach(tree -> collect(Objects.requireNonNull(Messages.of(kind)), tree, shown));
        Set<String> missing = new TreeSet<>();
        missing(Objects.requireNonNull(Messages.of(kind)), shown, missing, new TreeSet<>());
        missing.removeAll(NOT_WRITTEN);
        assertThat(missing).as("fields that were never seen").hasSizeLessThanOrEqualTo(UNLUCKY);
    }

    @Test
    void nodes_and_pods_become_the_same_records() throws IOException {
        // Given
        fill("v1", "Node", "minions", "read");
        fill("v1", "Pod", "pods/default", "read");
        List<Node> nodes = list("/api/v1/nodes", Encoding.JSON, new NodeReader());
        List<Pod> pods = list("/api/v1/pods", Encoding.JSON, new PodReader());

        // When
        List<Node> sameNodes = list("/api/v1/nodes", Encoding.PROTOBUF, new NodeReader());
        List<Pod> samePods = list("/api/v1/pods", Encoding.PROTOBUF, new PodReader());

        // Then
        assertThat(nodes).hasSizeGreaterThan(OBJECTS);
        assertThat(sameNodes).isEqualTo(nodes);
        assertThat(pods).hasSizeGreaterThan(OBJECTS + PLAIN_NODES * PODS_ON_EACH - 1);
        assertThat(samePods).isEqualTo(pods);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"v1, Node, /api/v1/nodes, minions", "v1, Pod, /api/v1/pods, pods/default"})
    void a_watch_is_the_same(String apiVersion, String kind, String path, String key)
            throws IOException {
        // Given
        fill(apiVersion, kind, key, "watched");
        String from = version(path);
        fill(apiVersion, kind, key, "watched");
        fill(apiVersion, kind, key, "late");
        filler.remove(IntStream.range(0, 20).mapToObj(each -> key + "/watched-" + each));
        List<JsonNode> json = watch(path, from, Encoding.JSON);

        // When
        List<JsonNode> protobuf = watch(path, from, Encoding.PROTOBUF);

        // Then
        assertThat(json.stream().map(event -> event.path("type").asText()))
                .contains("ADDED", "MODIFIED", "DELETED")
                .hasSize(2 * OBJECTS + 20);
        assertThat(differences(json, protobuf)).isEmpty();
    }

    @Test
    void what_protobuf_does_not_exist_for_comes_as_json() throws IOException {
        // Given
        String path = "/apis/apiextensions.k8s.io/v1";

        // When
        try (ApiStream answer = cluster.stream(path, LIMITS, true, new Pulse(), Encoding.JSON);
                JsonParser parser = answer.object()) {
            JsonToken first = parser.nextToken();

            // Then
            assertThat(first).isEqualTo(JsonToken.START_OBJECT);
        }
    }

    private static List<String> differences(List<JsonNode> json, List<JsonNode> protobuf) {
        assertThat(protobuf).hasSameSizeAs(json);
        return IntStream.range(0, json.size())
                .filter(each -> !json.get(each).equals(protobuf.get(each)))
                .mapToObj(each -> "%s is %s".formatted(json.get(each), protobuf.get(each)))
                .limit(3)
                .toList();
    }

    private static void fill(String apiVersion, String kind, String key, String name) {
        String namespace = key.endsWith("/" + NAMESPACE) ? NAMESPACE : "";
        Map<String, String> objects = new TreeMap<>();
        for (int each = 0; each < OBJECTS; each++) {
            String unique = name + "-" + each;
            objects.put(key + "/" + unique, random.next(apiVersion, kind, namespace, unique));
        }
        filler.put(objects);
    }

    private static <T> List<T> list(String path, Encoding encoding, JsonReader<T> reader)
            throws IOException {
        List<T> items = new ArrayList<>();
        try (ApiStream answer = cluster.stream(path, LIMITS, true, new Pulse(), encoding);
                JsonParser parser = answer.object()) {
            assertThat(parser instanceof ProtobufParser).isEqualTo(encoding == Encoding.PROTOBUF);
            while (parser.nextToken() != JsonToken.START_ARRAY) {
                assertThat(parser.currentToken()).isNotNull();
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                items.add(reader.read(parser));
            }
        }
        return items;
    }

    private static String version(String path) throws IOException {
        try (ApiStream answer =
                        cluster.stream(
                                path + "?limit=1", LIMITS, true, new Pulse(), Encoding.PROTOBUF);
                JsonParser parser = answer.object()) {
            parser.nextToken();
            return tree(parser).path("metadata").path("resourceVersion").asText();
        }
    }

    private static List<JsonNode> watch(String path, String from, Encoding encoding)
            throws IOException {
        String query = "?watch=true&timeoutSeconds=3&resourceVersion=" + from;
        List<JsonNode> events = new ArrayList<>();
        try (ApiStream answer = cluster.stream(path + query, LIMITS, false, new Pulse(), encoding);
                JsonParser parser = answer.events()) {
            assertThat(parser instanceof ProtobufParser).isEqualTo(encoding == Encoding.PROTOBUF);
            while (parser.nextToken() != null) {
                events.add(tree(parser));
            }
        }
        return events;
    }

    /** JSON leaves out what is empty, zero or false unless it was said so; neither counts here. */
    private static JsonNode tree(JsonParser parser) throws IOException {
        JsonNode tree = TREES.readTree(parser);
        ((ObjectNode) tree).remove(List.of("kind", "apiVersion"));
        // A StatefulSet's claims say in JSON what they are, which protobuf has no place for.
        tree.path("spec")
                .path("volumeClaimTemplates")
                .forEach(claim -> ((ObjectNode) claim).remove(List.of("kind", "apiVersion")));
        if (tree.path("object") instanceof ObjectNode object) {
            object.remove(List.of("kind", "apiVersion"));
        }
        return pruned(tree);
    }

    private static JsonNode pruned(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode kept = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> {
                            JsonNode value = pruned(field.getValue());
                            if (!value.isMissingNode()) {
                                kept.set(field.getKey(), value);
                            }
                        });
                yield kept.isEmpty() ? kept.missingNode() : kept;
            }
            case ArrayNode list -> {
                ArrayNode kept = JsonNodeFactory.instance.arrayNode();
                list.forEach(element -> {
                    JsonNode value = pruned(element);
                    kept.add(value.isMissingNode() ? kept.nullNode() : value);
                });
                yield kept;
            }
            default -> {
                boolean empty =
                        tree.isNull()
                                || (tree.isTextual() && tree.asText().isEmpty())
                                || (tree.isNumber() && tree.asLong() == 0)
                                || (tree.isBoolean() && !tree.asBoolean());
                yield empty
                        ? JsonNodeFactory.instance.missingNode()
                        : tree.isNumber()
                                ? JsonNodeFactory.instance.numberNode(tree.asLong())
                                : tree;
            }
        };
    }

    /** Collects which fields of which messages a tree shows. */
    private static void collect(Message message, JsonNode tree, Set<String> shown) {
        for (Field field : message.fields()) {
            boolean inline = field.shape() == Field.Shape.INLINE;
            JsonNode value = inline ? tree : tree.path(field.name());
            if (value.isMissingNode()) {
                continue;
            }
            shown.add(message + "." + field.name());
            if (field.message() != null) {
                Stream<JsonNode> each =
                        value instanceof ArrayNode list ? list.valueStream() : Stream.of(value);
                each.forEach(one -> collect(field.message(), one, shown));
            }
        }
    }

    private static void missing(
            Message message, Set<String> shown, Set<String> missing, Set<String> seen) {
        if (!seen.add(message.toString())) {
            return;
        }
        for (Field field : message.fields()) {
            if (!shown.contains(message + "." + field.name())) {
                missing.add(message + "." + field.name());
            } else if (field.message() != null && !field.message().toString().equals(TEMPLATE)) {
                missing(field.message(), shown, missing, seen);
            }
        }
    }
}
