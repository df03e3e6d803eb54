package dev.plimsoll.testbed.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * The head of an HTTP/1.1 message, byte by byte as it came.
 *
 * @param text the first line and the headers, with the empty line that ends them
 */
record HttpHead(String text) {
    private static final int LONGEST = 64 * 1024;

    /** Reads a head; empty where the stream ends before its first byte. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        int matched = 0;
        while (next >= 0 && bytes.size() < LONGEST) {
            bytes.write(next);
            boolean expected = next == (matched % 2 == 0 ? '\r' : '\n');
            matched = expected ? matched + 1 : next == '\r' ? 1 : 0;
            if (matched == 4) {
                return Optional.of(new HttpHead(bytes.toString(ISO_8859_1)));
            }
            next = in.read();
        }
        throw new EOFException("A message ended within its head.");
    }

    /** Tells whether the sender keeps its body back until it is asked for. */
    boolean expectsContinue() {
        return header("expect").filter("100-continue"::equals).isPresent();
    }

    /** The same without that wish. */
    HttpHead withoutExpectation() {
        return new HttpHead(text.replaceFirst("(?im)^expect:[^\\r\\n]*\\r\\n", ""));
    }

    byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    RequestLine requestLine() {
        String[] parts = text.substring(0, text.indexOf('\r')).split(" ", -1);
        return new RequestLine(parts[0], parts[1], token());
    }

    /** The same request for an older state, without the version that it asked for. */
    HttpHead asOf(String resourceVersion) {
        String target = requestLine().target();
        if (target.contains("continue=")) {
            // Further pages are of the state that the first one was of.
            return this;
        }
        String bare = target.replaceAll("(?<=[?&])resourceVersion(Match)?=[^&]*&?", "");
        String match =
                RequestLine.watches().test(requestLine()) ? "" : "&resourceVersionMatch=Exact";
        String older =
                bare
                        + (!bare.contains("?") ? "?" : bare.matches(".*[?&]") ? "" : "&")
                        + "resourceVersion="
                        + resourceVersion
                        + match;
        return new HttpHead(
                text.replaceFirst(" \\S+ ", " " + Matcher.quoteReplacement(older) + " "));
    }

    private String token() {
        return raw("authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .orElse("");
    }

    /** The value of a header as it came. */
    Optional<String> raw(String name) {
        return text.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Tells whether both sides talk at once from here on: the start of a WebSocket. */
    boolean upgrade() {
        return code() == 101;
    }

    /** The status code of an answer. */
    int code() {
        return Integer.parseInt(text.substring(9, 12));
    }

    /** Tells whether the sender will end the connection after this message. */
    boolean last() {
        return header("connection").filter("close"::equals).isPresent();
    }

    boolean chunked() {
        return header("transfer-encoding").filter("chunked"::equals).isPresent();
    }

    Optional<Long> length() {
        return header("content-length").map(Long::valueOf);
    }

    /** The value of a header in lower case. */
    private Optional<String> header(String name) {
        return raw(name).map(value -> value.toLowerCase(Locale.ROOT));
    }
}
