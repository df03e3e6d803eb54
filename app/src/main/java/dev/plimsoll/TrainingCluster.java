package dev.plimsoll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
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
import java.util.zip.GZIPOutputStream;

/**
 * Answers on loopback as an API server does, with one policy and with one node as JSON or a hundred
 * as protobuf, for as long as the training of the AOT cache takes. It has no other use: tests have
 * the real API server.
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

    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final int NODES = 100;
    private static final int PODS_PER_NODE = 50;

    private final TrainingIdentity identity = new TrainingIdentity();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);

    TrainingCluster() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(identity.tls()) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        parameters.setWantClientAuth(true);
                    }
                });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Starts one in a process of its own, so that what a server needs does not count as what those
     * need who ask it. It says where its kubeconfig is, and ends with its standard input.
     */
    static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingCluster.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws IOException {
        try (TrainingCluster cluster = new TrainingCluster()) {
            System.out.println(cluster.kubeconfig());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
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
                clusters:
                - name: training
                  cluster: {server: 'https://127.0.0.1:%d', certificate-authority-data: %s}
                users:
                - name: training
                  user: {client-certificate-data: %s, client-key-data: %s}
                """
                        .formatted(
                                server.getAddress().getPort(),
                                identity.certificate(),
                                identity.certificate(),
                                identity.key()));
        return file;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (query.contains("watch=")) {
            watch(exchange);
            return;
        }
        String accepted = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        if (accepted.contains(PROTOBUF) && path.startsWith("/api/v1/")) {
            boolean pods = path.endsWith("/pods");
            byte[] list =
                    pods ? TrainingList.pods(NODES, PODS_PER_NODE) : TrainingList.nodes(NODES);
            exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (exchange;
                    OutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
                body.write(list);
            }
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
