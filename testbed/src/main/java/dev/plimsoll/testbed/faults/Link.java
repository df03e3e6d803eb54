package dev.plimsoll.testbed.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The two connections that belong together: one from a client, and one to the API server, which is
 * opened when first used.
 */
final class Link {
    private final Socket raw;
    private final SSLSocket client;
    private final SSLSocketFactory toServer;
    private final InetSocketAddress server;
    private final InputStream fromClient;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean frozen;
    private @Nullable SSLSocket upstream;
    private @Nullable InputStream fromServer;

    /**
     * @param raw an accepted connection on which nothing has been said yet
     * @param serving under whose certificate the client is served
     * @param toServer trusts the API server
     */
    Link(Socket raw, SSLSocketFactory serving, SSLSocketFactory toServer, InetSocketAddress server)
            throws IOException {
        this.raw = raw;
        this.toServer = toServer;
        this.server = server;
        raw.setTcpNoDelay(true);
        client = (SSLSocket) serving.createSocket(raw, null, true);
        client.setUseClientMode(false);
        fromClient = new BufferedInputStream(client.getInputStream(), 16 * 1024);
    }

    InputStream fromClient() {
        return fromClient;
    }

    OutputStream toClient() throws IOException {
        return client.getOutputStream();
    }

    InputStream fromServer() throws IOException {
        upstream();
        InputStream in = fromServer;
        if (in == null) {
            throw new IOException("There is no connection to the API server.");
        }
        return in;
    }

    OutputStream toServer() throws IOException {
        return upstream().getOutputStream();
    }

    private synchronized SSLSocket upstream() throws IOException {
        SSLSocket known = upstream;
        if (known != null) {
            return known;
        }
        SSLSocket socket = (SSLSocket) toServer.createSocket();
        socket.connect(server);
        socket.setTcpNoDelay(true);
        fromServer = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        upstream = socket;
        return socket;
    }

    /** Passes no further byte of the answer. */
    void freeze() {
        frozen = true;
    }

    boolean frozen() {
        return frozen;
    }

    void holdIfFrozen() throws IOException {
        if (frozen) {
            hold();
        }
    }

    /** Does nothing until the connection ends. */
    void hold() throws IOException {
        pause(Duration.ofDays(1));
    }

    /** Waits; fails at once when the connection ends. */
    void pause(Duration time) throws IOException {
        try {
            if (ended.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("The connection has ended.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** Ends both connections. */
    void end(Fault.Ending ending) {
        try {
            if (ending == Fault.Ending.RESET) {
                // Without time to linger, the system sends a RST.
                raw.setSoLinger(true, 0);
                raw.close();
            }
            client.close();
        } catch (IOException e) {
            // A connection that is gone already has ended too.
        }
        hangUp();
        ended.countDown();
    }

    /** Ends the connection to the server: whoever reads from it learns so. */
    synchronized void hangUp() {
        try {
            SSLSocket known = upstream;
            if (known != null) {
                known.close();
            }
        } catch (IOException e) {
            // It is gone.
        }
    }
}
