package dev.plimsoll.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before moto, and breaks what it is told to: calls whose operation has a name. */
final class AwsFaults implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final URI moto;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger hits = new AtomicInteger();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private volatile Optional<Fault> fault = Optional.empty();

    /** What goes wrong. */
    sealed interface Fault {

        /** The end of the operation, such as {@code ReceiveMessage}; empty for all. */
        String operation();

        /**
         * An answer in place of moto's.
         *
         * @param type of the error, as SQS names it
         */
        record Answer(String operation, int code, String type) implements Fault {}

        /** No answer at all, until the fault is over. */
        record Hang(String operation, CountDownLatch over) implements Fault {}

        /** Nothing gets to moto before the fault is over, and all does then. */
        record Hold(String operation, CountDownLatch over) implements Fault {}
    }

    AwsFaults(URI moto) throws IOException {
        this.moto = moto;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void inject(Fault next) {
        heal();
        hits.set(0);
        fault = Optional.of(next);
    }

    void heal() {
        fault.ifPresent(each -> {
            switch (each) {
                case Fault.Answer _ -> {}
                case Fault.Hang(_, CountDownLatch over) -> over.countDown();
                case Fault.Hold(_, CountDownLatch over) -> over.countDown();
            }
        });
        fault = Optional.empty();
    }

    /** How many calls the present fault has hit. */
    int hits() {
        return hits.get();
    }

    /** How many calls of an operation there were. */
    int calls(String operation) {
        return calls.getOrDefault("AmazonSQS." + operation, 0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String operation =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                            .orElse("");
            calls.merge(operation, 1, Integer::sum);
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Fault> now = fault.filter(each -> operation.endsWith(each.operation()));
            if (now.isPresent()) {
                hits.incrementAndGet();
                breakUp(now.get(), exchange, body);
            } else {
                pass(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void breakUp(Fault fault, HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Answer(_, int code, String type) -> {
                byte[] answer =
                        ("{\"__type\": \"com.amazonaws.sqs#"
                                        + type
                                        + "\", \"message\": \"as the test wants\"}")
                                .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
                exchange.sendResponseHeaders(code, answer.length);
                exchange.getResponseBody().write(answer);
            }
            case Fault.Hang(_, CountDownLatch over) -> over.await();
            case Fault.Hold(_, CountDownLatch over) -> {
                over.await();
                pass(exchange, body);
            }
        }
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(moto.resolve(exchange.getRequestURI()))
                        .timeout(DEADLINE)
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String header : new String[] {"X-Amz-Target", "Content-Type", "Authorization"}) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(
                answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        heal();
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
