package dev.plimsoll.kubernetes.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.kubernetes.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeReaderTest {

    private static final Instant CREATED = Instant.parse("2026-11-22T00:00:00Z");

    private static Node read(String json) throws IOException {
        return Json.read(json, new NodeReader());
    }

    @Test
    void a_node_of_eks_is_read() throws Exception {
        // When
        Node node = read(RealisticNodes.node(258));

        // Then
        assertThat(node.name()).isEqualTo("ip-10-0-1-2.ap-northeast-2.compute.internal");
        assertThat(node.uid()).isEqualTo("00000102-1f6e-4c6b-9f0e-6f1d2a3b4c5d");
        assertThat(node.resourceVersion()).isEqualTo("1000258");
        assertThat(node.createdAt()).isEqualTo(CREATED);
        assertThat(node.labels())
                .hasSize(25)
                .containsEntry("topology.kubernetes.io/zone", "ap-northeast-2a")
                .containsEntry("kubernetes.io/hostname", node.name());
        assertThat(node.taints()).containsExactly(new Taint("dedicated", "web", "NoSchedule"));
        assertThat(node.providerId()).isEqualTo("aws:///ap-northeast-2a/i-00000000000000102");
        assertThat(node.readiness())
                .isEqualTo(new Readiness(Readiness.Status.READY, CREATED.plusSeconds(20)));
        assertThat(node.unschedulable()).isFalse();
        assertThat(node.deleting()).isFalse();
        assertThat(node.claims()).isEmpty();
    }

    /** The API server takes the capacity where a kubelet says nothing, but not where it says 0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 4000",
                "'\"allocatable\": null,' | 4000",
                "'\"allocatable\": {\"cpu\": \"0\", \"memory\": \"0\"},' | 0"
            })
    void a_node_that_offers_nothing_has_no_room(String allocatable, long cpuMillis)
            throws Exception {
        // When
        Node node =
                read(
                        "{\"metadata\":{\"name\":\"n\"},\"status\":{%s\"capacity\":{\"cpu\":\"4\",\"memory\":\"8Gi\"}}}"
                                .formatted(allocatable));

        // Then
        assertThat(node.allocatable().cpuMillis()).isEqualTo(cpuMillis);
    }

    @Test
    void a_cordoned_node_that_is_being_deleted_says_so() throws Exception {
        // When
        Node node =
                read(
                        """
                        {"spec": {"unschedulable": true},
                         "metadata": {"name": "n", "deletionTimestamp": "2026-11-22T00:00:00Z"}}
                        """);

        // Then
        assertThat(node.unschedulable()).isTrue();
        assertThat(node.deleting()).isTrue();
    }

    @Test
    void a_node_without_a_ready_condition_is_unknown_since_its_creation() throws Exception {
        // When
        Node node =
                read(
                        """
                        {"status": {"conditions": [{"type": "DiskPressure", "status": "True"}]},
                         "metadata": {"name": "n", "creationTimestamp": "2026-11-22T00:00:00Z"}}
                        """);

        // Then
        assertThat(node.readiness()).isEqualTo(new Readiness(Readiness.Status.UNKNOWN, CREATED));
    }

    @Test
    void a_lost_node_is_not_ready_or_unknown() throws Exception {
        // Given
        String json =
                """
                {"status": {"conditions": [{"type": "Ready", "status": "%s",
                  "lastTransitionTime": "2026-11-22T00:00:00Z"}]}}
                """;

        // When
        Node sick = read(json.formatted("False"));
        Node lost = read(json.formatted("Unknown"));

        // Then
        assertThat(sick.readiness()).isEqualTo(new Readiness(Readiness.Status.NOT_READY, CREATED));
        assertThat(lost.readiness()).isEqualTo(new Readiness(Readiness.Status.UNKNOWN, CREATED));
    }

    @Test
    void claims_are_read_from_their_annotations() throws Exception {
        // When
        Node node =
                read(
                        """
                        {"metadata": {"name": "n", "annotations": {
                          "nlp.my.policy/claim":
                            "{\\"labels\\":{\\"a\\":\\"1\\",\\"b\\":\\"2\\"},\\"before\\":{\\"a\\":\\"0\\",\\"b\\":null},\\"since\\":\\"2026-11-22T00:00:00Z\\"}",
                          "nlp.broken/claim": "true",
                          "nlp.untimed/claim": "{\\"labels\\":{\\"a\\":\\"1\\"}}",
                          "nlp./claim": "{}",
                          "other": "text"}}}
                        """);

        // Then
        assertThat(node.claims())
                .containsOnly(
                        Map.entry(
                                "my.policy",
                                new LabelClaim(
                                        Map.of("a", "1", "b", "2"),
                                        Map.of("a", Optional.of("0"), "b", Optional.empty()),
                                        CREATED)));
    }

    @Test
    void oddities_are_passed_over() throws Exception {
        // When
        Node node =
                read(
                        """
                        {"metadata": {"name": "n", "labels": null, "annotations": [],
                          "creationTimestamp": null, "deletionTimestamp": null},
                         "spec": {"taints": null, "new": {"deep": [[{"er": 1}]]}},
                         "status": {"conditions": {}}, "more": 1}
                        """);

        // Then
        assertThat(node.name()).isEqualTo("n");
        assertThat(node.labels()).isEmpty();
        assertThat(node.deleting()).isFalse();
        assertThat(node.createdAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void equal_label_values_of_two_nodes_are_one_string() throws Exception {
        // Given
        NodeReader reader = new NodeReader();
        Node one = Json.read(RealisticNodes.node(0), reader);

        // When
        Node other = Json.read(RealisticNodes.node(3), reader);

        // Then
        String label = "node.kubernetes.io/instance-type";
        assertThat(other.labels().get(label)).isSameAs(one.labels().get(label));
        assertThat(other.labels().get("kubernetes.io/hostname")).isSameAs(other.name());
    }
}
