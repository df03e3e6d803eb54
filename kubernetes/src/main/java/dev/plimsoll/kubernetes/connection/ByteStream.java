package dev.plimsoll.kubernetes.connection;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer as its bytes arrive. At most two buffers of the transport are held;
 * the next is asked for when the last one is taken. A read that outlasts its {@link StreamLimits}
 * throws, whatever the transport does, and closing from any thread frees the reader and the
 * connection.
 */
public final class ByteStream extends InputStream {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private final StreamLimits limits;
    private final Pulse pulse;
    private final String server;
    private final Runnable release;
    private long end;
    private long silentAt;
    private @Nullable AsyncBody body;
    private @Nullable Throwable failure;
    private boolean requested;
    private boolean finished;
    private boolean closed;

    /**
     * @param release ends the exchange with the server
     */
    ByteStream(StreamLimits limits, Pulse pulse, String server, Runnable release) {
        this.limits = limits;
        this.pulse = pulse;
        this.server = server;
        this.release = release;
        long now = System.nanoTime();
        end = now + limits.total().toNanos();
        silentAt = now + limits.silence().toNanos();
    }

    /** Takes what the transport brings, on the transport's thread. */
    void arrived(List<ByteBuffer> bytes) {
        pulse.beat();
        locked(() -> {
            requested = false;
            for (ByteBuffer buffer : bytes) {
                if (buffer.hasRemaining() && !closed) {
                    buffers.add(buffer);
                }
            }
        });
        askForMore();
    }

    /** Begins to let the body flow. */
    void flow(AsyncBody source) {
        locked(() -> {
            body = source;
            if (limits.everyByteCounts()) {
                progress();
            }
        });
        var _ =
                source.done()
                        .whenComplete((_, thrown) ->
                                locked(() -> {
                                    finished = true;
                                    failure = thrown;
                                }));
        askForMore();
    }

    /** Asks for one more buffer when none is left and none is on its way. */
    private void askForMore() {
        AsyncBody source;
        lock.lock();
        try {
            if (!buffers.isEmpty() || requested || finished || closed || body == null) {
                return;
            }
            requested = true;
            source = body;
        } finally {
            lock.unlock();
        }
        // Not under the lock: the transport may bring the bytes on this very thread.
        source.consume();
    }

    /** Says that something whole has been received: the silence is counted from now. */
    public void progressed() {
        locked(this::progress);
    }

    /** Shortens the time for the whole body. */
    void endWithin(Duration limit) {
        locked(() -> end = Math.min(end, System.nanoTime() + limit.toNanos()));
    }

    private void progress() {
        silentAt = System.nanoTime() + limits.silence().toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count;
        lock.lock();
        try {
            ByteBuffer buffer = await();
            if (buffer == null) {
                return -1;
            }
            count = Math.min(length, buffer.remaining());
            buffer.get(into, offset, count);
            if (!buffer.hasRemaining()) {
                buffers.remove();
            }
            if (limits.everyByteCounts()) {
                progress();
            }
        } finally {
            lock.unlock();
        }
        askForMore();
        return count;
    }

    private @Nullable ByteBuffer await() throws IOException {
        while (true) {
            if (closed) {
                throw ended(Interruption.CLOSED, "it was closed on our side", null);
            }
            // The maximum age holds for a stream that never pauses too.
            long now = System.nanoTime();
            if (end - now <= 0) {
                throw ended(Interruption.AGE, "it took longer than " + limits.total(), null);
            }
            ByteBuffer first = buffers.peek();
            if (first != null) {
                return first;
            }
            if (finished) {
                if (failure == null) {
                    return null;
                }
                throw ended(Interruption.CUT, "the connection broke", failure);
            }
            if (silentAt - now <= 0) {
                String what = "nothing whole has come for " + limits.silence();
                throw ended(Interruption.SILENT, what, null);
            }
            try {
                var _ = changed.awaitNanos(Math.min(silentAt - now, end - now));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ended(Interruption.CLOSED, "it was interrupted", e);
            }
        }
    }

    private ApiException ended(Interruption how, String cause, @Nullable Throwable thrown) {
        return new ApiException(how, new AccessProblem.Unreachable(server, cause), thrown);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Breaks the body off; a reader in any thread is freed. */
    @Override
    public void close() {
        AsyncBody unfinished;
        lock.lock();
        try {
            closed = true;
            buffers.clear();
            // A body read to its end leaves its connection to the next request.
            unfinished = finished ? null : body;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (unfinished != null) {
            unfinished.cancel();
        }
        release.run();
    }
}
