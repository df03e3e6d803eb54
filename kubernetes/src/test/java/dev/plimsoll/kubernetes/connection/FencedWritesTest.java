package dev.plimsoll.kubernetes.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.core.port.Fence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencedWritesTest {

    private static final ApiRequest WRITE = ApiRequest.mergePatch("/api/v1/nodes/a", "{\"a\":1}");
    private static final Deadlines DEADLINES =
            Deadlines.STANDARD.withRequest(Duration.ofSeconds(30));

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final HttpServer server = server();
    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void serve() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void nothingGoesOutThroughAClosedFence() throws IOException {
        // Given
        try (Cluster cluster = cluster(() -> false)) {

            // When
            ApiException thrown =
                    catchThrowableOfType(ApiException.class, () -> cluster.send(WRITE));

            // Then
            assertThat(thrown.interruption()).isEqualTo(Interruption.WITHHELD);
            assertThat(thrown.problem().sentence()).contains("does not lead");
            assertThat(received).isEmpty();
        }
    }

    @Test
    void bodyIsWithheldWhenTheFenceClosesAfterTheWriteWasBegun() throws Exception {
        // Given
        AtomicInteger questions = new AtomicInteger();
        try (Cluster cluster = cluster(() -> questions.getAndIncrement() == 0)) {

            // When
            ApiException thrown =
                    catchThrowableOfType(ApiException.class, () -> cluster.send(WRITE));

            // Then
            assertThat(thrown.interruption()).isEqualTo(Interruption.WITHHELD);
            assertThat(questions).hasValue(2);
            assertThat(received.poll(1, TimeUnit.MINUTES)).isEqualTo("PATCH without its body");
        }
    }

    @Test
    void writeNamesTheTimeThatTheServerHas() throws Exception {
        // Given
        try (Cluster cluster = cluster(() -> true)) {

            // When
            ApiAnswer answer = cluster.send(WRITE);

            // Then
            assertThat(answer.code()).isEqualTo(200);
            assertThat(received.poll(1, TimeUnit.MINUTES))
                    .isEqualTo("PATCH /api/v1/nodes/a?timeout=30000ms {\"a\":1}");
        }
    }

    @Test
    void readsPassAClosedFence() throws Exception {
        // Given
        try (Cluster cluster = cluster(() -> false)) {

            // When
            ApiAnswer answer = cluster.send(ApiRequest.get("/api/v1/nodes/a"));

            // Then
            assertThat(answer.code()).isEqualTo(200);
            assertThat(received.poll(1, TimeUnit.MINUTES)).isEqualTo("GET /api/v1/nodes/a ");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<String> length = exchange.getRequestHeaders().get("Content-Length");
            if (length != null && Integer.parseInt(length.getFirst()) > body.length) {
                throw new IOException("cut");
            }
            received.add(
                    "%s %s %s"
                            .formatted(method, exchange.getRequestURI(), new String(body, UTF_8)));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
        } catch (IOException e) {
            received.add(method + " without its body");
        } finally {
            exchange.close();
        }
    }

    private Cluster cluster(Fence fence) throws IOException {
        Path file = folder.resolve("kubeconfig");
        Files.writeString(
                file,
                """
                apiVersion: v1
                kind: Config
                current-context: fake
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: fake, user: {token: secret}}]
                contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                """
                        .formatted(server.getAddress().getPort()));
        ClusterSource source = new ClusterSource.Kubeconfig(file, Optional.empty());
        return new Cluster(source, DEADLINES, fence);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
