package dev.plimsoll.testbed.faults;

import java.io.IOException;
import java.io.InputStream;

/**
 * Watches, while an answer is on its way, whether its client leaves, and then hangs up at the API
 * server: else the watches of clients that are long gone would stay open there.
 */
final class Sentinel {
    private final Link link;
    private final Thread thread;
    private volatile boolean answered;

    Sentinel(Link link) {
        this.link = link;
        thread = Thread.ofVirtual().name("fault-proxy-sentinel").start(this::look);
    }

    private void look() {
        InputStream in = link.fromClient();
        try {
            // The first byte of the next request is left where it is.
            in.mark(1);
            if (in.read() >= 0) {
                in.reset();
                return;
            }
        } catch (IOException e) {
            // The client has gone the hard way.
        }
        if (!answered) {
            link.end(Fault.Ending.CLOSE);
        }
    }

    /** Returns when the client has sent its next request or has left. */
    void awaitNext() throws IOException {
        answered = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
