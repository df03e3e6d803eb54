package dev.plimsoll.kubernetes.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import dev.plimsoll.kubernetes.fake.Request;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One exchange: its answer, its deadline, and what its failure is called. */
class ClusterTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** A whole second for an exchange; everything else is longer than a test. */
    private static final Deadlines ONE_SECOND = deadlines(Duration.ofSeconds(1));

    private static Deadlines deadlines(Duration request) {
        Duration minute = Duration.ofMinutes(1);
        return new Deadlines(
                minute, minute, minute, minute, minute, minute, minute, minute, request);
    }

    @Test
    void an_answer_is_taken_whole_whatever_its_code() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(deadlines(SOON))) {
            server.next(
                    request -> request.method().equals("PATCH"),
                    Fault.answer(
                            409, "{\"kind\":\"Status\",\"message\":\"no\"}", "Retry-After: 7"));

            // When
            ApiAnswer answer = cluster.send(ApiRequest.mergePatch("/api/v1/nodes/a?x=1", "{}"));

            // Then
            assertThat(answer.code()).isEqualTo(409);
            assertThat(answer.status().message()).isEqualTo("no");
            assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(server.requests().getFirst().body()).isEqualTo("{}");
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("content-type", "application/merge-patch+json")
                    .containsEntry("authorization", "Bearer secret")
                    .containsEntry("user-agent", "plimsoll")
                    .doesNotContainKey("plimsoll-exchange");
        }
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                Arguments.of("never answered", Fault.noAnswer()),
                Arguments.of("stalled", Fault.stallAfter("{\"a\":")),
                Arguments.of("dripping", Fault.drip("{", Duration.ofMillis(100))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void an_exchange_ends_at_its_deadline_and_leaves_no_connection(String name, Fault fault)
            throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(ONE_SECOND)) {
            server.next(_ -> true, fault);
            long begun = System.nanoTime();

            // When
            ApiException thrown =
                    catchThrowableOfType(
                            ApiException.class, () -> cluster.send(ApiRequest.get("/x")));

            // Then
            assertThat(thrown).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(8));
            await().atMost(SOON).until(() -> server.connections() == 0);
        }
    }

    @Test
    void a_write_is_never_sent_twice() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(deadlines(SOON))) {
            server.next(_ -> true, (_, wire) -> wire.reset());

            // When
            ApiException thrown =
                    catchThrowableOfType(
                            ApiException.class,
                            () -> cluster.send(ApiRequest.mergePatch("/x", "{}")));

            // Then
            assertThat(thrown.interruption()).isEqualTo(Interruption.CUT);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void connections_are_used_again() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(deadlines(SOON))) {
            server.next(20, _ -> true, Fault.answer(200, "{}"));

            // When
            for (int i = 0; i < 20; i++) {
                cluster.send(ApiRequest.get("/" + i));
            }

            // Then
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void a_packed_list_read_to_its_end_leaves_its_connection_behind() throws Exception {
        // Given
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\":1}".getBytes(UTF_8));
        }
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(deadlines(SOON))) {
            server.next(_ -> true, (_, wire) -> wire.answer(packed.toByteArray(), "gzip"));
            server.next(_ -> true, Fault.answer(200, "{}"));
            StreamLimits limits = new StreamLimits(SOON, SOON, true);
            String text;
            try (ApiStream stream = cluster.stream("/x", limits, true, new Pulse())) {
                text = new String(stream.body().readAllBytes(), UTF_8);
                stream.finish();
            }

            // When
            cluster.send(ApiRequest.get("/y"));

            // Then
            assertThat(text).isEqualTo("{\"a\":1}");
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("accept-encoding", "gzip");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_never_speaks_tls_is_left_in_time(@TempDir Path folder) throws Exception {
        // Given
        try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Path config =
                    Files.writeString(
                            folder.resolve("config"),
                            """
                            current-context: c
                            clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d"}}]
                            contexts: [{name: c, context: {cluster: c}}]
                            """
                                    .formatted(mute.getLocalPort()));
            ClusterSource source = new ClusterSource.Kubeconfig(config, Optional.empty());
            try (Cluster cluster = new Cluster(source, ONE_SECOND)) {

                // When
                ApiException thrown =
                        catchThrowableOfType(
                                ApiException.class, () -> cluster.send(ApiRequest.get("/x")));

                // Then
                assertThat(thrown.interruption()).isEqualTo(Interruption.UNANSWERED);
                try (Socket connection = mute.accept()) {
                    connection.setSoTimeout(Math.toIntExact(SOON.toMillis()));
                    InputStream hello = connection.getInputStream();
                    assertThat(hello.readAllBytes()).as("a hello, and then the end").isNotEmpty();
                }
            }
        }
    }

    @Test
    void nobody_at_home_is_told_apart() throws Exception {
        // Given
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (Cluster cluster = FakeApiServer.connect("127.0.0.1:" + port, deadlines(SOON))) {

            // When
            ApiException thrown =
                    catchThrowableOfType(
                            ApiException.class, () -> cluster.send(ApiRequest.get("/x")));

            // Then
            assertThat(thrown.interruption()).isEqualTo(Interruption.UNREACHABLE);
            assertThat(thrown.problem().sentence())
                    .isEqualTo(
                            "The API server at 127.0.0.1:%d cannot be reached: it refuses the connection."
                                    .formatted(port));
        }
    }

    @Test
    void a_name_that_does_not_resolve_is_told_apart() throws Exception {
        // Given
        try (Cluster cluster =
                FakeApiServer.connect("no-such-host.invalid:6443", deadlines(SOON))) {

            // When
            ApiException thrown =
                    catchThrowableOfType(
                            ApiException.class, () -> cluster.send(ApiRequest.get("/x")));

            // Then
            assertThat(thrown.problem())
                    .isEqualTo(
                            new AccessProblem.Unreachable(
                                    "no-such-host.invalid:6443", "its name cannot be resolved"));
        }
    }

    static Stream<Arguments> refusals() {
        String forbidden =
                "{\"kind\":\"Status\",\"message\":\"nodes is forbidden: User \\\"u\\\" cannot list"
                        + " resource \\\"nodes\\\"\"}";
        return Stream.of(
                Arguments.of(401, "{}", "does not accept the credentials (401)"),
                Arguments.of(
                        403,
                        forbidden,
                        "The API server forbids it: nodes is forbidden: User \"u\" cannot list"
                                + " resource \"nodes\"."),
                Arguments.of(
                        404,
                        "404 page not found",
                        "The cluster does not know the resource nodelabelpolicies.nlp.lento.dev:"),
                Arguments.of(500, "{\"message\":\"etcd is sick\"}", "500 etcd is sick."),
                Arguments.of(502, "<html>\n Bad gateway", "502 <html> Bad gateway."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_stream_that_is_refused_says_why(int code, String body, String words) throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(deadlines(SOON))) {
            server.next(2, _ -> true, Fault.answer(code, body));
            StreamLimits limits = new StreamLimits(SOON, SOON, true);

            // When
            ApiException thrown =
                    catchThrowableOfType(
                            ApiException.class,
                            () ->
                                    cluster.stream(
                                            "/apis/nlp.lento.dev/v1alpha1/nodelabelpolicies?limit=1",
                                            limits,
                                            false,
                                            new Pulse()));

            // Then
            assertThat(thrown.problem().sentence()).contains(words);
        }
    }

    @Test
    void a_refused_token_that_has_a_successor_is_tried_once_more(@TempDir Path folder)
            throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            Path token = Files.writeString(folder.resolve("token"), "old");
            Path config =
                    Files.writeString(
                            folder.resolve("config"),
                            """
                            current-context: c
                            clusters: [{name: c, cluster: {server: "http://%s"}}]
                            users: [{name: u, user: {tokenFile: token}}]
                            contexts: [{name: c, context: {cluster: c, user: u}}]
                            """
                                    .formatted(server.address()));
            ClusterSource source = new ClusterSource.Kubeconfig(config, Optional.empty());
            try (Cluster cluster = new Cluster(source, deadlines(SOON))) {
                server.next(3, request -> bearer(request, "old"), Fault.answer(200, "{}"));
                cluster.send(ApiRequest.get("/first"));
                Files.writeString(token, "new");
                server.drop();
                server.next(request -> bearer(request, "old"), Fault.answer(401, "{}"));
                server.next(request -> bearer(request, "new"), Fault.answer(200, "{}"));

                // When
                ApiAnswer answer = cluster.send(ApiRequest.get("/second"));

                // Then
                assertThat(answer.code()).isEqualTo(200);
                assertThat(server.requests()).hasSize(3);
            }
        }
    }

    private static boolean bearer(Request request, String token) {
        return ("Bearer " + token).equals(request.headers().get("authorization"));
    }

    @Test
    void closing_frees_whoever_waits() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            Cluster cluster = server.connect(deadlines(Duration.ofHours(1)));
            server.next(_ -> true, Fault.noAnswer());
            CompletableFuture<ApiException> waiting =
                    CompletableFuture.supplyAsync(() ->
                            catchThrowableOfType(
                                    ApiException.class, () -> cluster.send(ApiRequest.get("/x"))));
            await().atMost(SOON).until(() -> server.requests().size() == 1);

            // When
            cluster.close();

            // Then
            assertThat(waiting).succeedsWithin(SOON).isNotNull();
        }
    }
}
