package dev.plimsoll.testbed.faults;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes an answer on to its client, as well or badly as the fault wants. */
final class AnswerSink extends FilterOutputStream {
    private final Link link;
    private final @Nullable Fault fault;

    /** How many bytes of the body may still pass. */
    private long left;

    private boolean inBody;

    AnswerSink(Link link, @Nullable Fault fault, OutputStream client) {
        super(new BufferedOutputStream(client, 16 * 1024));
        this.link = link;
        this.fault = fault;
        left =
                switch (fault) {
                    case Fault.Stall(long afterBytes) -> afterBytes;
                    case Fault.Cut(long afterBytes, _) -> afterBytes;
                    case null, default -> Long.MAX_VALUE;
                };
    }

    /** Passes the head; what follows is the body. */
    void head(HttpHead head) throws IOException {
        byte[] bytes = head.bytes();
        write(bytes, 0, bytes.length);
        flush();
        inBody = true;
        haltAtEnd();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        link.holdIfFrozen();
        if (fault instanceof Fault.Drip(int bytesAtOnce, Duration every)) {
            drip(bytes, from, count, bytesAtOnce, every);
            return;
        }
        if (inBody && fault instanceof Fault.DripBody(int bytesAtOnce, Duration every)) {
            drip(bytes, from, count, bytesAtOnce, every);
            return;
        }
        int passing = inBody ? (int) Math.min(count, left) : count;
        out.write(bytes, from, passing);
        left -= inBody ? passing : 0;
        haltAtEnd();
    }

    private void haltAtEnd() throws IOException {
        if (left > 0) {
            return;
        }
        flush();
        if (fault instanceof Fault.Cut(_, Fault.Ending ending)) {
            link.end(ending);
            throw new IOException("The answer was cut.");
        }
        link.hold();
    }

    private void drip(byte[] bytes, int from, int count, int atOnce, Duration every)
            throws IOException {
        for (int at = 0; at < count; at += atOnce) {
            out.write(bytes, from + at, Math.min(atOnce, count - at));
            out.flush();
            link.pause(every);
        }
    }
}
