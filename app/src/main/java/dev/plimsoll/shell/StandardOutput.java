package dev.plimsoll.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers why standard output took no more, which a {@code PrintStream} keeps to itself: a page
 * or a price file on a full disk must not pass for a whole one.
 */
public final class StandardOutput extends FilterOutputStream {

    /** What a reader that has seen enough leaves behind, such as {@code head}. */
    private static final String READER_GONE = "Broken pipe";

    private @Nullable IOException failure;

    public StandardOutput(OutputStream target) {
        super(target);
    }

    /** What kept the output from being whole; empty where its reader wanted no more of it. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(problem -> String.valueOf(problem.getMessage()))
                .filter(message -> !message.equals(READER_GONE));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }
}
