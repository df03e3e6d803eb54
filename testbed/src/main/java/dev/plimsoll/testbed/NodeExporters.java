package dev.plimsoll.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Serves what the node exporters of several nodes would, each under {@code /NODE/metrics}: the
 * series of filesystems in their format, as full as a test wants them.
 */
public final class NodeExporters implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<ExportedDisk>> nodes = new ConcurrentHashMap<>();

    private NodeExporters(HttpServer server) {
        this.server = server;
    }

    /** Starts serving on a free loopback port. */
    public static NodeExporters start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            NodeExporters exporters = new NodeExporters(server);
            server.createContext("/", exporters::answer);
            server.setExecutor(exporters.threads);
            server.start();
            return exporters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Says what a node's exporter shows from now on. */
    public void show(String node, ExportedDisk... disks) {
        nodes.put(node, List.of(disks));
    }

    /** Lets a node's exporter fail every scrape from now on. */
    public void hide(String node) {
        nodes.remove(node);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            List<ExportedDisk> disks = nodes.get(path.substring(1).replace("/metrics", ""));
            byte[] body =
                    disks == null
                            ? new byte[0]
                            : disks.stream()
                                    .map(ExportedDisk::lines)
                                    .collect(Collectors.joining())
                                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(
                    disks == null ? 503 : 200, disks == null ? -1 : body.length);
            if (disks != null) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
