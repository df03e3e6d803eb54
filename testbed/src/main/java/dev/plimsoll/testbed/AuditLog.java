package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What the API server was asked by whom, in the order of its answers. Watches appear when they
 * begin to stream and again when they end.
 *
 * <p>The server writes a line after it has answered, so that a test which has its answer may not
 * find the line yet. Every method here therefore first sends a request of its own and waits until
 * that one is in the log.
 */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBE = "audit-probe-";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file;
    private final ApiServer server;

    AuditLog(Path file, ApiServer server) {
        this.file = file;
        this.server = server;
    }

    /**
     * A place in the log.
     *
     * @param position an offset in bytes
     */
    public record Mark(long position) {}

    /** Returns the present end of the log. */
    public Mark mark() {
        return new Mark(settle());
    }

    /** Returns what was answered after {@code mark}. */
    public List<AuditEvent> since(Mark mark) {
        return since(mark, _ -> true);
    }

    /** Returns the writes after {@code mark} by the user named {@code user}. */
    public List<AuditEvent> writesSince(Mark mark, String user) {
        return since(mark, event -> event.isWrite() && event.user().equals(user));
    }

    /** Returns what was answered after {@code mark} and fits {@code wanted}. */
    public List<AuditEvent> since(Mark mark, Predicate<AuditEvent> wanted) {
        long end = settle();
        List<AuditEvent> events = new ArrayList<>();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(mark.position());
            var lines = new BufferedReader(Channels.newReader(channel, UTF_8));
            long position = mark.position();
            while (position < end) {
                String line = Objects.requireNonNull(lines.readLine());
                position += line.getBytes(UTF_8).length + 1;
                AuditEvent event = AuditEvent.of(JSON.readTree(line));
                if (!event.name().startsWith(PROBE) && wanted.test(event)) {
                    events.add(event);
                }
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the log file, one JSON object a line. */
    public Path file() {
        return file;
    }

    /** Returns the offset after a request that is sent now. */
    private long settle() {
        long from = size();
        String name = PROBE + UUID.randomUUID();
        server.send("GET", "/api/v1/namespaces/" + name, null);
        Stopwatch stopwatch = Stopwatch.of(PATIENCE);
        while (true) {
            String tail = tail(from);
            int end = tail.indexOf('\n', Math.max(0, tail.indexOf(name)));
            if (tail.contains(name) && end >= 0) {
                return from + end + 1;
            }
            stopwatch.rest(() -> "The API server writes no audit log to " + file);
        }
    }

    /** Returns the bytes of the log from an offset on, one character each. */
    private String tail(long from) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(from);
            return new String(Channels.newInputStream(channel).readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
