package dev.plimsoll.testbed.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies the body of a message as it is sent, and finds its end (RFC 9112, section 6). */
final class Body {
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[8192];

    Body(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Copies the body of a request, which has none unless its head says so. */
    void ofRequest(HttpHead head) throws IOException {
        if (head.chunked()) {
            chunks();
        } else {
            bytes(head.length().orElse(0L));
        }
        out.flush();
    }

    /**
     * Copies the body of an answer, each piece as soon as it comes.
     *
     * @return false where the end of the connection was the end of the body
     */
    boolean ofAnswer(HttpHead head, String method) throws IOException {
        boolean none = method.equals("HEAD") || head.code() == 204 || head.code() == 304;
        boolean framed = none || head.chunked() || head.length().isPresent();
        if (!framed) {
            rest();
        } else if (!none && head.chunked()) {
            chunks();
        } else if (!none) {
            bytes(head.length().orElse(0L));
        }
        out.flush();
        return framed;
    }

    private void chunks() throws IOException {
        long size = -1;
        while (size != 0) {
            String line = line();
            size = Long.parseLong(line.strip().split(";", -1)[0], 16);
            bytes(size);
            line();
        }
    }

    /** Copies one line; after the last chunk it is the empty one, since nobody sends trailers. */
    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        int next = 0;
        while (next != '\n') {
            next = in.read();
            if (next < 0) {
                throw new EOFException("A body ended within a chunk.");
            }
            line.write(next);
        }
        out.write(line.toByteArray());
        flushWhenIdle();
        return line.toString(ISO_8859_1);
    }

    private void bytes(long count) throws IOException {
        long left = count;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("A body ended too early.");
            }
            pass(read);
            left -= read;
        }
    }

    private void rest() throws IOException {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            pass(read);
        }
    }

    private void pass(int count) throws IOException {
        out.write(buffer, 0, count);
        flushWhenIdle();
    }

    private void flushWhenIdle() throws IOException {
        if (in.available() == 0) {
            out.flush();
        }
    }
}
