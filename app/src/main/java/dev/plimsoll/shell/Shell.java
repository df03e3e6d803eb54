package dev.plimsoll.shell;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds everything a command may take from the process it runs in, so that a test gives it another
 * one.
 *
 * @param out buffered, flushed when the command has ended
 * @param folder what relative file names are relative to
 * @param terminal whether a person looks at {@code out}
 */
public record Shell(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path folder,
        Clock clock,
        boolean terminal) {

    /** Set by the launcher to the words the program was called by. */
    public static final String INVOKED_AS = "PLIMSOLL_INVOKED_AS";

    /** Set by the launcher to 1 where standard output is a terminal. */
    public static final String TERMINAL = "PLIMSOLL_TERMINAL";

    private static final int COLUMNS = 80;
    private static final int BUFFER_BYTES = 1 << 16;

    public Shell {
        environment = Map.copyOf(environment);
    }

    /** Takes what this JVM was started with, but for standard output. */
    public static Shell ofProcess(StandardOutput stdout) {
        Map<String, String> environment = System.getenv();
        return new Shell(
                System.in,
                new PrintStream(
                        new BufferedOutputStream(stdout, BUFFER_BYTES),
                        false,
                        StandardCharsets.UTF_8),
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                environment,
                Path.of(""),
                Clock.systemUTC(),
                "1".equals(environment.get(TERMINAL)));
    }

    /** How the user calls the program: {@code plimsoll} or {@code kubectl plimsoll}. */
    public String programName() {
        return environment.getOrDefault(INVOKED_AS, "plimsoll");
    }

    /** Whether to write colours: on a terminal that can, unless NO_COLOR is set and not empty. */
    public boolean colour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether lines that were written may be written over: on a terminal that can. */
    public boolean cursor() {
        return terminal && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** How many characters a line of the terminal holds. */
    public int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : COLUMNS;
    }

    /** Tells sentences beside the result, which goes out first. */
    public void tell(List<String> sentences) {
        out.flush();
        sentences.forEach(sentence -> err.printf("plimsoll: %s%n", sentence));
    }

    /** The same shell, never written to in colour. */
    public Shell withoutColour() {
        return colour()
                ? new Shell(in, out, err, plain(environment), folder, clock, terminal)
                : this;
    }

    private static Map<String, String> plain(Map<String, String> environment) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put("NO_COLOR", "1");
        return changed;
    }
}
