package dev.plimsoll.kubernetes.fake;

import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.protobuf.ProtobufBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Serves lists and watches of a {@link Cloud}'s nodes, and does what its faults say instead. */
public final class FakeApiServer implements AutoCloseable {

    private record Planned(Predicate<Request> when, Fault fault) {}

    private final ServerSocket socket;
    private final Cloud cloud = new Cloud();
    private final List<Planned> faults = new ArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<Long, Cloud.Moment> moments = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Duration bookmarkEvery = Duration.ofMillis(100);

    /** What a protobuf answer is headed with. */
    public static final String PROTOBUF = "Content-Type: application/vnd.kubernetes.protobuf";

    private volatile boolean protobuf;

    public FakeApiServer() {
        try {
            socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public Cloud cloud() {
        return cloud;
    }

    /** Does this to the next request of a kind; several lie in wait one after the other. */
    public void next(Predicate<Request> when, Fault fault) {
        synchronized (faults) {
            faults.add(new Planned(when, fault));
        }
    }

    /** Does this to the next few requests of a kind. */
    public void next(int times, Predicate<Request> when, Fault fault) {
        for (int i = 0; i < times; i++) {
            next(when, fault);
        }
    }

    /** How many faults still lie in wait. */
    public int pending() {
        synchronized (faults) {
            return faults.size();
        }
    }

    /** Answers in protobuf from now on; before, it takes the choice to answer in JSON. */
    public void speakProtobuf() {
        protobuf = true;
    }

    public void bookmarkEvery(Duration pause) {
        bookmarkEvery = pause;
    }

    /** Every request so far. */
    public List<Request> requests() {
        return requests;
    }

    /** How many connections there have been. */
    public int accepted() {
        return accepted.get();
    }

    /** Forgets the faults that still lie in wait. */
    public void drop() {
        synchronized (faults) {
            faults.clear();
        }
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** Breaks every connection, as a restart of a load balancer does. */
    public void cutAll() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Connects to it by way of a kubeconfig. */
    public Cluster connect(Deadlines deadlines) throws ApiException {
        return connect(address(), deadlines);
    }

    public static Cluster connect(String address, Deadlines deadlines) throws ApiException {
        try {
            Path file = Files.createTempFile("fake", ".kubeconfig");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    """
                    apiVersion: v1
                    kind: Config
                    current-context: fake
                    clusters: [{name: fake, cluster: {server: "http://%s"}}]
                    users: [{name: fake, user: {token: secret}}]
                    contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                    """
                            .formatted(address));
            return new Cluster(new ClusterSource.Kubeconfig(file, Optional.empty()), deadlines);
        } catch (ApiException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Goes on reading while a request is being answered, and so notices when the peer leaves. */
    private void serve(Socket connection) {
        ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        try (connection) {
            Wire wire = new Wire(connection);
            Optional<Request> request = Request.read(connection.getInputStream());
            while (request.isPresent()) {
                Request current = request.get();
                requests.add(current);
                worker.execute(() -> answer(current, wire));
                request = Request.read(connection.getInputStream());
            }
        } catch (IOException e) {
            // The peer went away, or a fault broke the connection.
        } finally {
            connections.remove(connection);
            worker.shutdownNow();
        }
    }

    private void answer(Request request, Wire wire) {
        try {
            Optional<Fault> fault = fault(request);
            if (fault.isPresent()) {
                fault.get().at(request, wire);
            } else if (request.isWatch()) {
                watch(request, wire);
            } else {
                list(request, wire);
            }
        } catch (Exception e) {
            // The peer went away in the middle.
        }
    }

    private void list(Request request, Wire wire) throws IOException {
        // All pages show the one moment of the first.
        String[] token = request.query().getOrDefault("continue", "").split(":", -1);
        Cloud.Moment moment = cloud.moment();
        if (token.length == 2) {
            moment = moments.getOrDefault(Long.parseLong(token[0]), moment);
        }
        moments.put(moment.version(), moment);
        int size = moment.nodes().size();
        int from = token.length == 2 ? Integer.parseInt(token[1]) : 0;
        int to =
                Math.min(
                        size,
                        from + Integer.parseInt(request.query().getOrDefault("limit", "500")));
        String next = to < size ? moment.version() + ":" + to : "";
        String page = page(moment.version(), next, moment.nodes().subList(from, to));
        if (protobuf) {
            wire.begin(200, PROTOBUF);
            wire.chunk(ProtobufBytes.object("NodeList", page));
            wire.end();
        } else {
            wire.answer(200, page);
        }
    }

    /** The JSON of a page of a list. */
    public static String page(long version, String next, List<String> items) {
        return """
        {"kind":"NodeList","apiVersion":"v1","metadata":{"resourceVersion":"%d","continue":"%s"},\
        "items":[%s]}
        """
                .formatted(version, next, String.join(",", items));
    }

    /** The JSON line of a watch event. */
    public static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
    }

    public static String bookmark(long version) {
        return event(
                "BOOKMARK",
                "{\"kind\":\"Node\",\"metadata\":{\"resourceVersion\":\"" + version + "\"}}");
    }

    private void watch(Request request, Wire wire) throws IOException, InterruptedException {
        long seen = Long.parseLong(request.query().getOrDefault("resourceVersion", "0"));
        long age = Long.parseLong(request.query().getOrDefault("timeoutSeconds", "3600"));
        long end = System.nanoTime() + Duration.ofSeconds(age).toNanos();
        if (protobuf) {
            wire.begin(200, PROTOBUF + ";stream=watch");
        } else {
            wire.begin(200);
        }
        while (System.nanoTime() < end) {
            if (cloud.tooOld(seen)) {
                send(
                        wire,
                        event(
                                "ERROR",
                                """
                                {"kind":"Status","status":"Failure","reason":"Expired","code":410,\
                                "message":"too old resource version"}\
                                """));
                wire.end();
                return;
            }
            List<Cloud.Change> news = cloud.after(seen, bookmarkEvery);
            for (Cloud.Change change : news) {
                send(wire, event(change.type(), change.object()));
                seen = change.version();
            }
            // A real server too keeps bookmarks to itself that are older than where the watch
            // began.
            if (news.isEmpty() && cloud.version() >= seen) {
                send(wire, bookmark(cloud.version()));
            }
        }
        wire.end();
    }

    private void send(Wire wire, String event) throws IOException {
        if (protobuf) {
            wire.chunk(ProtobufBytes.event("Node", event));
        } else {
            wire.chunk(event);
        }
    }

    private Optional<Fault> fault(Request request) {
        synchronized (faults) {
            for (Planned planned : faults) {
                if (planned.when().test(request)) {
                    faults.remove(planned);
                    return Optional.of(planned.fault());
                }
            }
            return Optional.empty();
        }
    }

    /** Goes away for good. */
    public void stop() {
        try {
            socket.close();
            cutAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
