package dev.plimsoll.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.json.JsonFields;
import dev.plimsoll.kubernetes.protobuf.ProtobufBytes;
import dev.plimsoll.kubernetes.protobuf.ProtobufParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pod weighs what it weighs, whatever pods were read before it and however they were written. */
class PodReaderTest {

    private static final String POD =
            """
            {"metadata": {"namespace": "shop", "name": "web-1", "labels": {"app": "web", "pod-template-hash": "5f"},
                "ownerReferences": [{"kind": "ReplicaSet", "name": "web-5f", "controller": true}]},
             "spec": {"nodeName": "n1",
                "initContainers": [{"name": "proxy", "restartPolicy": "Always",
                    "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}}}],
                "containers": [{"name": "app", "resources":
                    {"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "500m", "memory": "512Mi"}}}],
                "overhead": {"cpu": "10m"}},
             "status": {"phase": "Running", "qosClass": "Burstable",
                "conditions": [{"type": "PodResizePending", "reason": "Deferred", "lastTransitionTime": "2026-01-01T00:00:00Z"}],
                "containerStatuses": [{"name": "app", "allocatedResources": {"cpu": "700m"},
                    "resources": {"requests": {"cpu": "600m", "memory": "512Mi"}, "limits": {"cpu": "1"}}}]}}
            """;

    /**
     * What of that pod, replaced by what, makes it another: all that a pod is known by or weighs.
     */
    private static final Map<String, String> CHANGES =
            Map.ofEntries(
                    Map.entry("\"web-1\"", "\"web-2\""),
                    Map.entry("\"shop\"", "\"till\""),
                    Map.entry("\"5f\"", "\"60\""),
                    Map.entry("\"web-5f\"", "\"web-60\""),
                    Map.entry("\"ReplicaSet\"", "\"Job\""),
                    Map.entry("\"controller\": true", "\"controller\": false"),
                    Map.entry("\"n1\"", "\"n2\""),
                    Map.entry("\"Running\"", "\"Failed\""),
                    Map.entry("\"Burstable\"", "\"Guaranteed\""),
                    Map.entry("\"Always\"", "\"Never\""),
                    Map.entry("\"50m\"", "\"2\""),
                    Map.entry("\"cpu\": \"1\", \"memory\": \"1Gi\"", "\"cpu\": \"1\""),
                    Map.entry("\"initContainers\"", "\"ephemeralContainers\""),
                    Map.entry(
                            "\"overhead\": {\"cpu\": \"10m\"}", "\"overhead\": {\"cpu\": \"20m\"}"),
                    Map.entry(
                            "\"overhead\"",
                            "\"resources\": {\"limits\": {\"cpu\": \"3\"}}, \"overhead\""),
                    Map.entry("\"Deferred\"", "\"Infeasible\""),
                    Map.entry("\"PodResizePending\"", "\"Ready\""),
                    Map.entry(
                            "\"containerStatuses\": [{\"name\": \"app\"",
                            "\"containerStatuses\": [{\"name\": \"gone\""),
                    Map.entry("\"containerStatuses\"", "\"initContainerStatuses\""),
                    Map.entry("\"700m\"", "\"900m\""),
                    Map.entry("\"600m\"", "\"1100m\""));

    /** Those of which the pod's own record knows nothing, because it weighs the same. */
    private static final List<String> WITHOUT_EFFECT =
            List.of("\"Deferred\"", "\"PodResizePending\"", "\"containerStatuses\"");

    private static Pod json(PodReader reader, String pod) {
        try {
            return Json.read(pod, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pod protobuf(PodReader reader, String pod) throws IOException {
        byte[] bytes = ProtobufBytes.object("Pod", pod);
        try (JsonParser parser = ProtobufParser.ofObject(new ByteArrayInputStream(bytes))) {
            parser.nextToken();
            return reader.read(parser);
        }
    }

    @Test
    void every_change_is_seen_though_a_pod_like_it_was_read_before() throws IOException {
        // Given
        List<String> pods = new ArrayList<>(List.of(POD));
        CHANGES.forEach((from, to) -> pods.add(POD.replace(from, to)));
        PodReader one = new PodReader();

        // When
        List<Pod> read = new ArrayList<>();
        for (String pod : pods) {
            read.add(protobuf(one, pod));
        }
        List<Pod> again = new ArrayList<>();
        for (String pod : pods) {
            again.add(protobuf(one, pod));
        }

        // Then
        List<Pod> expected = pods.stream().map(pod -> json(new PodReader(), pod)).toList();
        assertThat(read).isEqualTo(expected);
        assertThat(again).isEqualTo(expected);
        assertThat(expected.stream().distinct().count())
                .isGreaterThanOrEqualTo(pods.size() - WITHOUT_EFFECT.size());
    }

    @Test
    void the_next_pod_of_a_list_is_read_behind_one_that_was_known() throws IOException {
        // Given
        String list =
                "{\"items\": [%s, %s, %s]}".formatted(POD, POD, POD.replace("web-1", "web-3"));
        PodReader reader = new PodReader();
        byte[] bytes = ProtobufBytes.object("PodList", list);

        // When
        List<Pod> read = new ArrayList<>();
        try (JsonParser parser = ProtobufParser.ofObject(new ByteArrayInputStream(bytes))) {
            parser.nextToken();
            JsonFields.each(
                    parser,
                    (field, value) ->
                            JsonFields.elements(value, item -> read.add(reader.read(item))));
        }

        // Then
        assertThat(read).extracting(Pod::name).containsExactly("web-1", "web-1", "web-3");
    }

    @Test
    void a_quantity_that_is_none_is_named_alike() {
        // Given
        String pod = POD.replace("\"512Mi\"", "\"much\"");

        // When
        PodReader reader = new PodReader();

        // Then
        String sentence = "pod shop/web-1, container app: resources.requests.memory: ";
        assertThatThrownBy(() -> Json.read(pod, reader)).hasMessageStartingWith(sentence);
        assertThatThrownBy(() -> protobuf(reader, pod)).hasMessageStartingWith(sentence);
    }
}
