package dev.plimsoll.kubernetes.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.fake.Cloud;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import dev.plimsoll.kubernetes.fake.Request;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent, and what every kind of answer is called. */
class KubernetesLabelWritesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static final NodeLabelPatch PATCH =
            new NodeLabelPatch(
                    "a",
                    "uid-a",
                    "5",
                    "p",
                    Map.of("keep", Optional.of("yes"), "drop", Optional.empty()),
                    Optional.of(new LabelClaim(Map.of("keep", "yes"), Map.of(), NOW)));

    private static final String POLICY =
            """
            {"metadata": {"name": "p", "uid": "uid-p", "resourceVersion": "%s", "generation": 1,
              "finalizers": [%s]},
             "spec": {"strategy": {"type": "oldest", "count": 1}, "labels": {"a": "b"}}}
            """;

    private final FakeApiServer server = new FakeApiServer();
    private final NodeStore nodes = new NodeStore();
    private final LabelPolicyStore policies = new LabelPolicyStore();
    private final ObjectMapper mapper = new ObjectMapper();
    private Cluster cluster;
    private KubernetesLabelWrites writes;

    @BeforeEach
    void connect() throws Exception {
        cluster = server.connect(Deadlines.STANDARD);
        writes = new KubernetesLabelWrites(cluster, nodes, policies, InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
        nodes.store().close();
        policies.store().close();
    }

    @Test
    void a_node_patch_names_what_it_was_decided_on() throws Exception {
        // Given
        server.next(_ -> true, Fault.answer(200, Cloud.node("a", "uid-a", 6, "z")));

        // When
        writes.patchNode(PATCH);

        // Then
        Request sent = server.requests().getFirst();
        assertThat(sent.method()).isEqualTo("PATCH");
        assertThat(sent.path()).isEqualTo("/api/v1/nodes/a");
        assertThat(sent.headers()).containsEntry("content-type", "application/merge-patch+json");
        assertThat(mapper.readTree(sent.body()))
                .isEqualTo(
                        mapper.readTree(
                                """
                                {"metadata": {"uid": "uid-a", "resourceVersion": "5",
                                  "labels": {"keep": "yes", "drop": null},
                                  "annotations": {"nlp.p/claim":
                                    "{\\"labels\\":{\\"keep\\":\\"yes\\"},\\"before\\":{},\\"since\\":\\"2026-11-22T00:00:00Z\\"}"}}}
                                """));
    }

    @Test
    void what_was_written_shows_in_the_view_before_the_call_returns() {
        // Given
        server.next(_ -> true, Fault.answer(200, Cloud.node("a", "uid-a", 6, "z")));

        // When
        WriteOutcome<Node> outcome = writes.patchNode(PATCH);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        assertThat(nodes.nodes())
                .singleElement()
                .satisfies(node -> assertThat(outcome).isEqualTo(new WriteOutcome.Done<>(node)));
    }

    static Stream<Arguments> answers() {
        String words = "{\"kind\":\"Status\",\"message\":\"words\"}";
        return Stream.of(
                Arguments.of(Fault.answer(404, words), new WriteOutcome.Gone<>()),
                Arguments.of(Fault.answer(409, words), new WriteOutcome.Conflict<>("words")),
                Arguments.of(Fault.answer(400, words), new WriteOutcome.Refused<>(400, "words")),
                Arguments.of(Fault.answer(403, words), new WriteOutcome.Refused<>(403, "words")),
                Arguments.of(Fault.answer(422, words), new WriteOutcome.Refused<>(422, "words")),
                Arguments.of(
                        Fault.answer(429, words, "Retry-After: 3"),
                        new WriteOutcome.Busy<>(Duration.ofSeconds(3), "words")),
                Arguments.of(
                        Fault.answer(503, words, "Retry-After: 4"),
                        new WriteOutcome.Busy<>(Duration.ofSeconds(4), "words")),
                Arguments.of(Fault.answer(503, words), new WriteOutcome.Doubtful<>("503 words")),
                Arguments.of(Fault.answer(500, words), new WriteOutcome.Doubtful<>("500 words")),
                Arguments.of(
                        Fault.answer(500, ""), new WriteOutcome.Doubtful<>("500 no reason given")),
                Arguments.of(
                        Fault.answer(200, "{\"metadata\":"),
                        new WriteOutcome.Doubtful<>(
                                "It was written, but the answer cannot be read.")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void every_answer_has_its_outcome(Fault answer, WriteOutcome<Node> expected) {
        // Given
        server.next(_ -> true, answer);

        // When
        WriteOutcome<Node> outcome = writes.patchNode(PATCH);

        // Then
        assertThat(outcome).isEqualTo(expected);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_conflict_with_another_node_of_the_name_means_that_ours_is_gone() throws Exception {
        // Given
        nodes.store().offer(Json.read(Cloud.node("a", "uid-b", 9, "z"), NodeStore.type().reader()));
        server.next(_ -> true, Fault.answer(409, "{}"));

        // When
        WriteOutcome<Node> outcome = writes.patchNode(PATCH);

        // Then
        assertThat(outcome).isEqualTo(new WriteOutcome.Gone<>());
    }

    @Test
    void a_broken_connection_leaves_a_doubt_and_a_refused_one_does_not() throws Exception {
        // Given
        server.next(_ -> true, (_, wire) -> wire.reset());
        int nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }

        // When
        WriteOutcome<Node> broken = writes.patchNode(PATCH);
        WriteOutcome<Node> refused;
        try (Cluster away = FakeApiServer.connect("127.0.0.1:" + nobody, Deadlines.STANDARD)) {
            refused =
                    new KubernetesLabelWrites(away, nodes, policies, InstantSource.fixed(NOW))
                            .patchNode(PATCH);
        }

        // Then
        assertThat(broken).isInstanceOf(WriteOutcome.Doubtful.class);
        assertThat(refused).isInstanceOf(WriteOutcome.Busy.class);
    }

    private LabelPolicy policy(String version, String finalizers) throws Exception {
        return Json.read(POLICY.formatted(version, finalizers), LabelPolicyStore.type().reader());
    }

    @Test
    void a_finalizer_is_added_beside_those_of_others() throws Exception {
        // Given
        server.next(_ -> true, Fault.answer(200, POLICY.formatted("7", "\"other/one\"")));
        server.next(_ -> true, Fault.answer(200, POLICY.formatted("8", "\"x\"")));

        // When
        WriteOutcome<LabelPolicy> outcome = writes.setFinalizer(policy("7", ""), true);

        // Then
        JsonNode sent = mapper.readTree(server.requests().getLast().body()).path("metadata");
        assertThat(sent.path("finalizers"))
                .extracting(JsonNode::asText)
                .containsExactly("other/one", LabelMarker.FINALIZER);
        assertThat(sent.path("resourceVersion").asText()).isEqualTo("7");
        assertThat(sent.path("uid").asText()).isEqualTo("uid-p");
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
    }

    @Test
    void a_finalizer_is_removed_and_those_of_others_stay() throws Exception {
        // Given
        String both = "\"" + LabelMarker.FINALIZER + "\",\"other/one\"";
        server.next(_ -> true, Fault.answer(200, POLICY.formatted("7", both)));
        server.next(_ -> true, Fault.answer(200, POLICY.formatted("8", "\"other/one\"")));

        // When
        writes.setFinalizer(policy("7", both), false);

        // Then
        JsonNode sent = mapper.readTree(server.requests().getLast().body()).path("metadata");
        assertThat(sent.path("finalizers"))
                .extracting(JsonNode::asText)
                .containsExactly("other/one");
    }

    @Test
    void a_policy_that_has_changed_is_a_conflict_and_one_reborn_is_gone() throws Exception {
        // Given
        String reborn = POLICY.formatted("9", "").replace("uid-p", "uid-q");
        server.next(_ -> true, Fault.answer(200, POLICY.formatted("8", "")));
        server.next(_ -> true, Fault.answer(200, reborn));

        // When
        WriteOutcome<LabelPolicy> changed = writes.setFinalizer(policy("7", ""), true);
        WriteOutcome<LabelPolicy> gone = writes.setFinalizer(policy("7", ""), true);

        // Then
        assertThat(changed).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(gone).isInstanceOf(WriteOutcome.Gone.class);
        assertThat(server.requests()).allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void a_finalizer_that_is_there_already_is_not_written() throws Exception {
        // Given
        String own = "\"" + LabelMarker.FINALIZER + "\"";
        server.next(_ -> true, Fault.answer(200, POLICY.formatted("8", own)));

        // When
        WriteOutcome<LabelPolicy> outcome = writes.setFinalizer(policy("7", ""), true);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_status_goes_to_its_subresource() throws Exception {
        // Given
        server.next(_ -> true, Fault.answer(200, POLICY.formatted("8", "")));

        // When
        WriteOutcome<LabelPolicy> outcome =
                writes.writeStatus(policy("7", ""), LabelPolicyStatus.NONE);

        // Then
        Request sent = server.requests().getFirst();
        assertThat(sent.path())
                .isEqualTo("/apis/nlp.lento.dev/v1alpha1/nodelabelpolicies/p/status");
        assertThat(mapper.readTree(sent.body()).path("status").path("desired").isInt()).isTrue();
        assertThat(mapper.readTree(sent.body()).path("metadata").path("resourceVersion").asText())
                .isEqualTo("7");
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
    }
}
