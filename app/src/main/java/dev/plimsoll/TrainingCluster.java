package dev.plimsoll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers on loopback as an API server with one node and one policy does, for as long as the
 * training of the AOT cache takes. It has no other use: tests have the real API server.
 */
final class TrainingCluster implements AutoCloseable {

    private static final String NODE =
            """
            {"kind":"Node","apiVersion":"v1","metadata":{"name":"n","uid":"u","resourceVersion":"%s",\
            "creationTimestamp":"2026-01-01T00:00:00Z","labels":{"kubernetes.io/arch":"amd64"%s},\
            "annotations":{"node.alpha.kubernetes.io/ttl":"0"}},"spec":{"providerID":"aws:///a/i-0"},\
            "status":{"conditions":[{"type":"Ready","status":"True",\
            "lastTransitionTime":"2026-01-01T00:01:00Z"}]}}\
            """;

    private static final String POLICY =
            """
            {"apiVersion":"nlp.lento.dev/v1alpha1","kind":"NodeLabelPolicy","metadata":{"name":"p",\
            "uid":"p","resourceVersion":"2","generation":1,"creationTimestamp":"2026-01-01T00:00:00Z",\
            "finalizers":["nodelabelpolicy.nlp.lento.dev/finalizer"]},\
            "spec":{"strategy":{"type":"oldest","count":1},"labels":{"agent":"on"}}}\
            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);

    TrainingCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Writes a kubeconfig that leads here. */
    Path kubeconfig() throws IOException {
        Path file = Files.createTempFile("plimsoll-training", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(
                file,
                """
                apiVersion: v1
                kind: Config
                current-context: training
                contexts: [{name: training, context: {cluster: training, user: training}}]
                clusters: [{name: training, cluster: {server: 'http://127.0.0.1:%d'}}]
                users: [{name: training, user: {token: none}}]
                """
                        .formatted(server.getAddress().getPort()));
        return file;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (query.contains("watch=")) {
            watch(exchange);
            return;
        }
        boolean write = !exchange.getRequestMethod().equals("GET");
        boolean policies = path.contains("nodelabelpolicies");
        String object = policies ? POLICY : node(write);
        boolean list = path.endsWith("/nodes") || path.endsWith("/nodelabelpolicies");
        byte[] body =
                (list
                                ? "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"5\"},"
                                        + "\"items\":["
                                        + object
                                        + "]}"
                                : object)
                        .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String node(boolean labelled) {
        return NODE.formatted(
                labelled ? "7" : "3",
                labelled ? ",\"agent\":\"on\",\"nlp.p/managed-by\":\"true\"" : "");
    }

    private void watch(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(
                    """
                    {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"6"}}}
                    """
                            .getBytes(StandardCharsets.UTF_8));
            body.flush();
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
