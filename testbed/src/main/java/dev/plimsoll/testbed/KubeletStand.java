package dev.plimsoll.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Answers {@code /stats/summary} in the place of kubelets, which kwok's nodes lack: over TLS, in
 * the documented format, and only to whom it is told to let in. It measures nothing itself. It
 * answers at the path of the API server's node proxy too, since a real one refuses to ask loopback
 * addresses.
 */
public final class KubeletStand implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BiPredicate<String, String> letsIn;
    private final AtomicReference<Function<String, String>> summaries =
            new AtomicReference<>(_ -> "");
    private final String node;

    /**
     * Starts on a free port of a loopback address.
     *
     * @param node whose kubelet it is
     * @param identity names the address
     * @param letsIn takes a bearer token (empty where there is none) and the node's name
     */
    public KubeletStand(
            String node, String address, Identity identity, BiPredicate<String, String> letsIn) {
        this.node = node;
        this.letsIn = letsIn;
        try {
            server =
                    HttpsServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(context(identity)));
        server.createContext("/stats/summary", this::answer);
        server.createContext("/api/v1/nodes/" + node + "/proxy/stats/summary", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Says what it answers from now on. */
    public void show(String summary) {
        summaries.set(_ -> summary);
    }

    /** Shows one disk for everything, of 100 GB and a million inodes, measured at each question. */
    public void show(double usedPercent, double usedInodesPercent, Clock clock) {
        summaries.set(name -> summary(name, usedPercent, usedInodesPercent, clock));
    }

    /**
     * A summary as the kubelet of a {@link RealNode} writes it, of a node with one pod: what is
     * used of the disk is all of it, what is used of the images' is theirs alone, and of the rest
     * both have the same figures.
     */
    public static String summary(
            String node, double usedPercent, double usedInodesPercent, Clock clock) {
        String fs =
                """
                {"time":"%s","availableBytes":%d,"capacityBytes":100000000000,"usedBytes":%%d,
                 "inodesFree":%d,"inodes":1000000,"inodesUsed":%%d}\
                """
                        .formatted(
                                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                                Math.round(1e9 * (100 - usedPercent)),
                                Math.round(1e4 * (100 - usedInodesPercent)));
        String disk =
                fs.formatted(Math.round(1e9 * usedPercent), Math.round(1e4 * usedInodesPercent));
        String images = fs.formatted(2_000_000_000, 6_000);
        return """
        {"node":{"nodeName":"%s","systemContainers":[{"name":"kubelet","cpu":{"usageNanoCores":1}}],
          "fs":%s,"runtime":{"imageFs":%s,"containerFs":%s},"rlimit":{"maxpid":4194304}},
         "pods":[{"podRef":{"name":"web-1","namespace":"shop","uid":"1"},
           "containers":[{"name":"main","rootfs":{"usedBytes":1000,"inodesUsed":10},
                          "logs":{"usedBytes":2000,"inodesUsed":1}}],
           "volume":[{"name":"data","pvcRef":{"name":"data-0","namespace":"shop"},"usedBytes":99},
                     {"name":"scratch","usedBytes":4000,"inodesUsed":2}],
           "ephemeral-storage":{"usedBytes":7000,"inodesUsed":13}}]}\
        """
                .formatted(node, disk, images, images);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            String token = header == null ? "" : header.replaceFirst("^Bearer ", "");
            boolean welcome = letsIn.test(token, node);
            byte[] body =
                    (welcome ? summaries.get().apply(node) : "Forbidden")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(welcome ? 200 : 403, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static SSLContext context(Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] none = new char[0];
            store.setKeyEntry(
                    "kubelet",
                    identity.keys().getPrivate(),
                    none,
                    List.of(identity.certificate()).toArray(Certificate[]::new));
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A server's identity cannot be used.", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
