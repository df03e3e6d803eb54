package dev.plimsoll.testbed.faults;

import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * Stands between clients and the real API server and breaks what it is told to. It ends the TLS of
 * its clients, under a certificate of the control plane's own authority, and speaks HTTP/1.1 on
 * both sides; a client must prove itself by a token, since its certificate would not get through.
 *
 * <p>Rules are asked in the order in which they were made; the first that strikes is the fault of
 * the request. A request that no rule strikes passes unharmed.
 */
public final class FaultProxy implements AutoCloseable {

    /** Small, so that {@link #deafen} has little to fill. */
    private static final Duration PORT_FREED = Duration.ofSeconds(20);

    private static final int BACKLOG = 8;

    private static final Duration NO_ANSWER = Duration.ofMillis(250);

    private final ControlPlane controlPlane;
    private final SSLContext trusting;
    private volatile SSLContext serving;
    private final InetSocketAddress server;
    private volatile ServerSocket listener;
    private final Traffic traffic = new Traffic();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Collection<Socket> plugs = new ConcurrentLinkedQueue<>();
    private final Gate gate = new Gate();
    private volatile boolean closed;

    private FaultProxy(ControlPlane controlPlane) throws IOException {
        this.controlPlane = controlPlane;
        trusting = Tls.of(controlPlane.authority());
        serving = trusting;
        URI upstream = URI.create(controlPlane.url());
        server = new InetSocketAddress(upstream.getHost(), upstream.getPort());
        listener = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        listen(listener);
    }

    /** Starts a proxy without a fault on a free port. */
    public static FaultProxy before(ControlPlane controlPlane) {
        try {
            return new FaultProxy(controlPlane);
        } catch (IOException e) {
            throw new UncheckedIOException("The fault proxy cannot listen", e);
        }
    }

    /** Returns where it answers, such as {@code https://127.0.0.1:20443}. */
    public String url() {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    /** Returns a kubeconfig of a service account that goes through this proxy. */
    public Path kubeconfig(String namespace, String name) {
        return controlPlane.serviceAccountKubeconfig(namespace, name, url());
    }

    /** Puts a fault in force for requests that are yet to come. */
    public FaultRule inject(Fault fault, Predicate<RequestLine> requests, Dose dose) {
        FaultRule rule = new FaultRule(fault, requests, dose);
        traffic.add(rule);
        return rule;
    }

    /** Ends all rules; what they hold back stays held back. */
    public void heal() {
        traffic.clear();
    }

    /**
     * Ends the connections on which such a request is under way, a watch for example.
     *
     * @return how many there were
     */
    public int cut(Predicate<RequestLine> requests, Fault.Ending ending) {
        return traffic.each(requests, link -> link.end(ending));
    }

    /**
     * Lets no further byte of the answers to such requests under way pass; their connections stay
     * open.
     *
     * @return how many there were
     */
    public int freeze(Predicate<RequestLine> requests) {
        return traffic.each(requests, Link::freeze);
    }

    /** Returns how many such requests are under way, those that a fault holds back included. */
    public int underway(Predicate<RequestLine> requests) {
        return traffic.each(requests, _ -> {});
    }

    /**
     * Makes the port answer no connection attempt at all, not even with a refusal. Connections that
     * exist go on.
     */
    public void deafen() {
        gate.shut();
        try {
            while (true) {
                Socket plug = new Socket();
                plugs.add(plug);
                plug.connect(listener.getLocalSocketAddress(), (int) NO_ANSWER.toMillis());
            }
        } catch (SocketTimeoutException e) {
            // The system's queue is full: so it will be for everybody.
        } catch (IOException e) {
            throw new UncheckedIOException("The port cannot be made deaf", e);
        }
    }

    /**
     * Makes the port take connections and say nothing on them, not even TLS. Connections that exist
     * go on.
     */
    public void mute() {
        gate.shut();
    }

    /** Makes the port refuse every connection attempt. Connections that exist go on. */
    public void refuse() {
        SocketAddress port = listener.getLocalSocketAddress();
        try {
            listener.close();
            // Bound and not listening: nobody else gets the port, and who comes is refused.
            plugs.add(keeper(port));
        } catch (IOException e) {
            throw new UncheckedIOException("The port cannot be shut", e);
        }
    }

    /** The port is free when the thread that accepted on it has noticed, a moment after. */
    private static Socket keeper(SocketAddress port) throws IOException {
        long end = System.nanoTime() + PORT_FREED.toNanos();
        while (true) {
            Socket keeper = new Socket();
            try {
                keeper.setReuseAddress(true);
                keeper.bind(port);
                return keeper;
            } catch (BindException e) {
                close(keeper);
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Makes the port answer again. */
    public void hear() {
        plugs.forEach(FaultProxy::close);
        plugs.clear();
        gate.open();
        ServerSocket former = listener;
        if (former.isClosed() && !closed) {
            try {
                ServerSocket next =
                        new ServerSocket(
                                former.getLocalPort(), BACKLOG, InetAddress.getByName("127.0.0.1"));
                listener = next;
                listen(next);
            } catch (IOException e) {
                throw new UncheckedIOException("The port cannot be opened again", e);
            }
        }
    }

    /**
     * Serves every further connection under a certificate of another authority, as an API server
     * does whose CA was replaced.
     */
    public void serveUnder(CertificateAuthority authority) {
        serving = Tls.of(authority);
    }

    private void listen(ServerSocket socket) {
        Thread.ofVirtual().name("fault-proxy").start(() -> accept(socket));
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket raw = socket.accept();
                gate.pass();
                Thread.ofVirtual().name("fault-proxy-link").start(() -> serve(raw));
            } catch (IOException e) {
                // Closed, or the client was gone before it could be let in.
            }
        }
    }

    private void serve(Socket raw) {
        try {
            Link link =
                    new Link(raw, serving.getSocketFactory(), trusting.getSocketFactory(), server);
            links.add(link);
            try {
                new Exchanges(link, traffic).serve();
            } finally {
                links.remove(link);
            }
        } catch (IOException e) {
            close(raw);
        }
    }

    /** Ends all connections by a reset, and the port. */
    @Override
    public void close() {
        closed = true;
        heal();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The port of the fault proxy cannot be closed", e);
        }
        hear();
        links.forEach(link -> link.end(Fault.Ending.RESET));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }
}
