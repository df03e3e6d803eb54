package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One running program of the control plane, which tests may stop, kill, pause and start again on
 * the same ports and data. Not for use by two threads at once.
 */
public final class Server {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 30;

    private final List<String> command;
    private final Path log;
    private final boolean detached;
    private final Duration patience;
    private final BooleanSupplier ready;
    private @Nullable ProcessHandle process;

    Server(List<String> command, Path log, ControlPlaneOptions options, BooleanSupplier ready) {
        this.command = List.copyOf(command);
        this.log = log;
        this.detached = options.detached();
        this.patience = options.patience();
        this.ready = ready;
    }

    /** Starts the program and waits until it is ready. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Kills the program if it still runs and starts it again. */
    public void restart() {
        kill();
        start();
    }

    /** Asks the program to end (SIGTERM), and kills it when it has not after ten seconds. */
    public void stop() {
        if (process != null) {
            resume();
            process.destroy();
            if (!ended(process, GRACE)) {
                kill();
            }
        }
    }

    /** Ends the program at once (SIGKILL), as a lost machine would. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            ended(process, GRACE);
        }
    }

    /** Freezes the program (SIGSTOP): its connections stay open and nothing answers on them. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused program go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Returns whether the program runs, be it paused or not. */
    public boolean alive() {
        return process != null && process.isAlive();
    }

    /**
     * Returns the operating system's id of the program.
     *
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException(command.getFirst() + " was never started.");
        }
        return process.pid();
    }

    /** Returns the file that holds what the program printed, over all its starts. */
    public Path log() {
        return log;
    }

    void launch() {
        if (alive()) {
            throw new IllegalStateException(command.getFirst() + " runs already.");
        }
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", script()));
        all.add("guard");
        all.add(log.toString());
        all.addAll(command);
        try {
            Process shell =
                    new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String pid = shell.inputReader(UTF_8).readLine();
            process = pid == null ? null : ProcessHandle.of(Long.parseLong(pid)).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("/bin/sh could not be started", e);
        }
    }

    void awaitReady() {
        Stopwatch stopwatch = Stopwatch.of(patience);
        while (!ready.getAsBoolean()) {
            if (!alive()) {
                throw new IllegalStateException(command.getFirst() + " ended at once.\n" + tail());
            }
            stopwatch.rest(() -> command.getFirst() + " is not ready.\n" + tail());
        }
    }

    private String script() {
        String name = detached ? "detach.sh" : "guard.sh";
        try (InputStream in = Server.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing.");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        if (!alive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("kill could not be started", e);
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, UTF_8);
            int from = Math.max(0, lines.size() - TAIL_LINES);
            return "The end of "
                    + log
                    + ":\n"
                    + String.join("\n", lines.subList(from, lines.size()));
        } catch (IOException e) {
            return "It left no log at " + log + ".";
        }
    }

    private static boolean ended(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A process could not be waited for.", e);
        }
    }
}
