package dev.plimsoll.kubernetes.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ProtobufParserTest {

    static final String PODS =
            """
            {"metadata":{"resourceVersion":"42","continue":"more","remainingItemCount":7},"items":[
             {"metadata":{"name":"a-0","namespace":"shop","uid":"u","creationTimestamp":"2026-11-22T00:00:00Z",
               "labels":{"app":"a","":"empty key"},"annotations":{"note":"für alle ⚓"},
               "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"a","uid":"r","controller":true}]},
              "spec":{"nodeName":"n","priority":-7,"hostNetwork":true,
               "containers":[
                {"name":"app","args":["-v","2"],"ports":[{"containerPort":80,"hostPort":8080}],
                 "resources":{"limits":{"cpu":"1500m","memory":"1Gi"},"requests":{"cpu":"100u"}},
                 "readinessProbe":{"httpGet":{"path":"/","port":"http"},"periodSeconds":3}},
                {"name":"sidecar","resources":{},"livenessProbe":{"tcpSocket":{"port":8080}},
                 "env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s","key":"k","optional":false}}}]}],
               "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"c"}},{"name":"tmp","emptyDir":{}}],
               "tolerations":[{"operator":"Exists"}],"overhead":{"cpu":"10m"}},
              "status":{"phase":"Running","startTime":"2026-11-22T00:00:01Z",
               "conditions":[{"type":"Ready","status":"True","lastProbeTime":null}]}},
             {"metadata":{"name":"b"},"spec":{},"status":{}}]}
            """;

    private static final ObjectMapper TREES = new ObjectMapper();

    @Test
    void an_object_is_the_tree_its_json_is() throws Exception {
        // Given
        byte[] bytes = ProtobufBytes.object("PodList", PODS);

        // When
        JsonNode tree = tree(bytes);

        // Then
        assertThat(tree).isEqualTo(numbers(ProtobufBytes.tree(PODS)));
    }

    @Test
    void a_watch_is_the_events_its_json_is() throws Exception {
        // Given
        String added =
                """
                {"type":"ADDED","object":{"metadata":{"name":"a","uid":"1"},"spec":{"unschedulable":true}}}
                """;
        String error =
                """
                {"type":"ERROR","object":{"status":"Failure","message":"too old","reason":"Expired","code":410}}
                """;
        byte[] bytes = join(ProtobufBytes.event("Node", added), ProtobufBytes.event("Node", error));

        // When
        JsonParser parser = ProtobufParser.ofWatch(new ByteArrayInputStream(bytes));

        // Then
        parser.nextToken();
        assertThat((JsonNode) TREES.readTree(parser)).isEqualTo(ProtobufBytes.tree(added));
        parser.nextToken();
        assertThat((JsonNode) TREES.readTree(parser)).isEqualTo(numbers(ProtobufBytes.tree(error)));
        assertThat(parser.nextToken()).isNull();
    }

    @Test
    void an_event_is_told_before_the_next_byte_is_asked_for() throws Exception {
        // Given
        byte[] bytes =
                ProtobufBytes.event(
                        "Node",
                        "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"uid\":\"1\"}}}");
        JsonParser parser = ProtobufParser.ofWatch(new Exact(bytes));

        // When
        JsonToken begin = parser.nextToken();
        parser.skipChildren();

        // Then
        assertThat(begin).isEqualTo(JsonToken.START_OBJECT);
        assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
        assertThatThrownBy(parser::nextToken).hasMessage("asked for more");
    }

    @Test
    void what_is_passed_over_leaves_no_trace() throws Exception {
        // Given
        JsonParser parser =
                ProtobufParser.ofObject(
                        new ByteArrayInputStream(ProtobufBytes.object("PodList", PODS)));
        StringBuilder seen = new StringBuilder();

        // When
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                seen.append(parser.currentName()).append(' ');
            }
            if (parser.currentName().equals("spec") || parser.currentName().equals("labels")) {
                parser.skipChildren();
            }
            if (parser.currentName().equals("ownerReferences")) {
                parser.skipChildren();
            }
        }

        // Then
        assertThat(seen.toString())
                .isEqualTo(
                        "metadata resourceVersion continue remainingItemCount items metadata name"
                                + " namespace uid creationTimestamp labels annotations note"
                                + " ownerReferences spec status phase conditions type status"
                                + " lastProbeTime startTime metadata name spec status ");
    }

    @Test
    void what_is_not_known_is_passed_over() throws Exception {
        // Given
        byte[] meta =
                ProtobufBytes.of(out -> {
                    out.writeString(1, "n");
                    out.writeString(900, "of a later Kubernetes");
                    out.writeInt64(901, -1);
                    out.writeFixed64(902, 1);
                    out.writeFixed32(903, 1);
                    out.writeInt64(5, 1);
                    out.writeString(6, "7");
                });
        byte[] bytes =
                ProtobufBytes.envelope(
                        "Node", ProtobufBytes.of(out -> out.writeByteArray(1, meta)));

        // When
        JsonNode tree = tree(bytes);

        // Then
        assertThat(tree.toString())
                .as("the uid is a number here, and so is not the field we know")
                .isEqualTo("{\"metadata\":{\"name\":\"n\",\"resourceVersion\":\"7\"}}");
    }

    @Test
    void entries_of_a_map_may_be_odd() throws Exception {
        // Given
        byte[] meta =
                ProtobufBytes.of(out -> {
                    out.writeByteArray(
                            11, ProtobufBytes.of(entry -> entry.writeString(2, "no key")));
                    out.writeByteArray(11, ProtobufBytes.of(entry -> entry.writeString(1, "b")));
                    out.writeByteArray(11, new byte[0]);
                    out.writeByteArray(
                            11,
                            ProtobufBytes.of(entry -> {
                                entry.writeString(1, "c");
                                entry.writeString(2, "then more");
                                entry.writeString(3, "of what");
                                entry.writeString(1, "and another key");
                            }));
                });
        byte[] bytes =
                ProtobufBytes.envelope(
                        "Node", ProtobufBytes.of(out -> out.writeByteArray(1, meta)));

        // When
        JsonNode tree = tree(bytes);

        // Then
        assertThat(tree.toString())
                .isEqualTo(
                        "{\"metadata\":{\"labels\":{\"\":\"\",\"b\":\"\","
                                + "\"c\":\"then more\"}}}");
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        JsonParser parser = ProtobufParser.ofObject(new ByteArrayInputStream(bytes));
        parser.nextToken();
        JsonNode tree = TREES.readTree(parser);
        assertThat(parser.nextToken()).isNull();
        return tree;
    }

    /** Protobuf knows whole numbers only as long ones. */
    private static JsonNode numbers(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> {
                        if (field.getValue().isInt()) {
                            field.setValue(object.numberNode(field.getValue().asLong()));
                        } else {
                            numbers(field.getValue());
                        }
                    });
        } else {
            tree.forEach(ProtobufParserTest::numbers);
        }
        return tree;
    }

    static byte[] join(byte[] first, byte[] second) {
        return ProtobufBytes.of(out -> {
            out.writeRawBytes(first);
            out.writeRawBytes(second);
        });
    }

    /** Has so many bytes, and nothing to say about what follows. */
    private static final class Exact extends InputStream {

        private final ByteArrayInputStream bytes;

        Exact(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            if (bytes.available() == 0) {
                throw new IOException("asked for more");
            }
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
        }
    }
}
