package dev.plimsoll.cli;

import dev.plimsoll.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in this process, in a folder of their own, and keeps what they wrote. */
public final class CommandRun {

    /** What every command takes for the present. */
    public static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    private final Path folder;
    private InputStream in = InputStream.nullInputStream();
    private Map<String, String> environment = Map.of();
    private boolean terminal;

    public CommandRun(Path folder) {
        this.folder = folder;
    }

    /** What became of a command. */
    public record Result(int code, String out, String err) {}

    public CommandRun with(InputStream in) {
        this.in = in;
        return this;
    }

    public CommandRun with(Map<String, String> environment) {
        this.environment = environment;
        return this;
    }

    public CommandRun onTerminal() {
        this.terminal = true;
        return this;
    }

    /** Puts a file into the folder and answers its name. */
    public String file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public String file(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    public CommandRun withInput(String text) {
        return with(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new CommandRunner(shell(out, err)).run(arguments);
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command that does not end by itself; its output can be read meanwhile. */
    int runInto(OutputStream out, String... arguments) {
        return new CommandRunner(shell(out, OutputStream.nullOutputStream())).run(arguments);
    }

    /** The commands that there are. */
    CommandLine tree() {
        return Commands.tree(
                shell(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
    }

    /** Those of them that a run with these arguments knows. */
    CommandLine treeFor(String... arguments) {
        return Commands.tree(
                shell(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), arguments);
    }

    private Shell shell(OutputStream out, OutputStream err) {
        return new Shell(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                folder,
                Clock.fixed(NOW, ZoneOffset.UTC),
                terminal);
    }
}
