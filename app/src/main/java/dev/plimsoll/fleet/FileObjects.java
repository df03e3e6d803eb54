package dev.plimsoll.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file: a snapshot, or what {@code kubectl get ... -o json} writes, gzipped or not, which
 * is told by its first bytes and not by its name.
 */
public final class FileObjects implements ObjectSource {

    /** Stands for standard input. */
    public static final String STDIN = "-";

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Shell shell;
    private final String name;

    /**
     * @param name of the file, relative to the shell's folder; {@link #STDIN} for standard input
     */
    public FileObjects(Shell shell, String name) {
        this.shell = shell;
        this.name = name;
    }

    @Override
    public Found read(Set<ResourceKind> wanted, ObjectSink sink) {
        try (InputStream raw = open();
                InputStream bytes = unpacked(raw);
                JsonParser parser = new JsonFactory().createParser(bytes)) {
            try {
                return read(parser, wanted, sink);
            } catch (IOException e) {
                throw damage(bytes).orElse(e);
            }
        } catch (IOException e) {
            throw failure(e, wanted);
        }
    }

    private Found read(JsonParser parser, Set<ResourceKind> wanted, ObjectSink sink)
            throws IOException {
        Map<String, Integer> others = new TreeMap<>();
        int[] given = new int[1];
        Once once = new Once();
        ObjectWalk walk =
                new ObjectWalk(
                        parser,
                        (apiVersion, kind, object) -> {
                            Optional<ResourceKind> known =
                                    ResourceKind.of(apiVersion, kind).filter(wanted::contains);
                            if (known.isPresent()) {
                                given[0]++;
                                NamedParser named = new NamedParser(object);
                                sink.object(known.get(), named);
                                named.end();
                                once.take(known.get(), named.namespace(), named.name());
                            } else {
                                others.merge(kind, 1, Integer::sum);
                            }
                        });
        walk.run();
        check(walk, given[0], others, wanted);
        return new Found(asOf(walk), leftOut(others), Set.of());
    }

    /**
     * What gzip has to say of the rest. A damaged file first unpacks to nonsense; its checksum
     * comes last, and says more than what the nonsense was taken for.
     */
    private static Optional<IOException> damage(InputStream bytes) {
        if (bytes instanceof GZIPInputStream) {
            try {
                bytes.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private InputStream open() throws IOException {
        return name.equals(STDIN)
                ? new LeftOpen(shell.in())
                : Files.newInputStream(shell.folder().resolve(name));
    }

    /**
     * Standard input is not ours to close: where whoever called us has closed it, its number may be
     * that of a file of the JVM's own, which crashes without it.
     */
    private static final class LeftOpen extends FilterInputStream {

        LeftOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(raw, BUFFER_BYTES);
        bytes.mark(2);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
    }

    private void check(
            ObjectWalk walk, int given, Map<String, Integer> others, Set<ResourceKind> wanted) {
        if (given > 0 || (others.isEmpty() && walk.lists() > 0)) {
            return;
        }
        if (others.isEmpty()) {
            throw new CommandFailure("%s is empty; %s.".formatted(called(), expected(wanted)));
        }
        String kinds = String.join(", ", leftOut(others));
        throw new CommandFailure(
                "%s has only %s; %s.".formatted(called(), kinds, expected(wanted)));
    }

    private static String expected(Set<ResourceKind> wanted) {
        String kinds =
                wanted.contains(ResourceKind.NODE)
                        ? "nodes,pods"
                        : wanted.stream()
                                .map(ResourceKind::plural)
                                .collect(Collectors.joining(","));
        return "expected a Plimsoll snapshot or what `kubectl get " + kinds + " -A -o json` writes";
    }

    private static List<String> leftOut(Map<String, Integer> others) {
        return others.entrySet().stream()
                .map(other -> other.getValue() + " of " + kind(other.getKey()))
                .toList();
    }

    private static String kind(String kind) {
        return kind.isEmpty() ? "no kind" : "kind " + kind;
    }

    private Optional<Instant> asOf(ObjectWalk walk) {
        if (walk.asOf().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(walk.asOf()));
        } catch (DateTimeParseException e) {
            throw new CommandFailure(
                    "asOf of the snapshot %s is %s; expected a time such as 2026-01-31T12:00:00Z."
                            .formatted(called(), walk.asOf()),
                    e);
        }
    }

    private CommandFailure failure(IOException problem, Set<ResourceKind> wanted) {
        String sentence =
                switch (problem) {
                    case NoSuchFileException e -> "there is no file " + name + ".";
                    case AccessDeniedException e -> "the file " + name + " may not be read.";
                    case NotJsonException e ->
                            "%s is not JSON; %s.".formatted(called(), expected(wanted));
                    case JsonEOFException e -> "%s is cut off %s.".formatted(called(), place(e));
                    case JsonProcessingException e ->
                            "%s cannot be understood %s: %s; %s."
                                    .formatted(
                                            called(),
                                            place(e),
                                            e.getOriginalMessage(),
                                            expected(wanted));
                    case EOFException e -> called() + " is cut off: its gzip stream has no end.";
                    case ZipException e ->
                            "%s is damaged: gzip says \"%s\".".formatted(called(), e.getMessage());
                    default -> "%s cannot be read: %s.".formatted(called(), problem.getMessage());
                };
        return new CommandFailure(sentence, problem);
    }

    private static String place(JsonProcessingException problem) {
        JsonLocation at = problem.getLocation();
        return at == null
                ? "somewhere"
                : "at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private String called() {
        return name.equals(STDIN) ? "standard input" : name;
    }
}
