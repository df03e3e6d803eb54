package dev.plimsoll.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.serve.job.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Answers {@code /livez}, {@code /readyz} and {@code /metrics}. A probe's body says which part is
 * unwell and why; the status is 200 or 503.
 */
final class HttpEndpoints implements AutoCloseable {

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param port 0 takes a free one
     * @throws IOException when the address cannot be listened on
     */
    HttpEndpoints(
            int port,
            Supplier<List<Check>> liveness,
            Supplier<List<Check>> readiness,
            Supplier<String> metrics)
            throws IOException {
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/livez", exchange -> probe(exchange, liveness.get()));
        server.createContext("/readyz", exchange -> probe(exchange, readiness.get()));
        server.createContext(
                "/metrics", exchange -> answer(exchange, 200, PROMETHEUS, metrics.get()));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void probe(HttpExchange exchange, List<Check> checks) {
        boolean well = checks.stream().allMatch(Check::well);
        String body =
                checks.stream().map(Check::toString).collect(Collectors.joining("\n", "", "\n"));
        answer(exchange, well ? 200 : 503, PLAIN, body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("The asker went away", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
