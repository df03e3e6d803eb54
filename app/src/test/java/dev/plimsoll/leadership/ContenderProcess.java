package dev.plimsoll.leadership;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A {@link Contender} in a process of its own, which can be treated as badly as processes are. */
final class ContenderProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String user;
    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private ContenderProcess(String user, Process process) {
        this.user = user;
        this.process = process;
    }

    static ContenderProcess start(
            String user, Path kubeconfig, String namespace, List<String> nodes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Contender.class.getName(), kubeconfig.toString(), namespace));
        command.addAll(nodes);
        try {
            Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            ContenderProcess contender = new ContenderProcess(user, process);
            Thread.ofVirtual().start(contender::listen);
            return contender;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            // It was killed in the middle of a line.
        }
    }

    /** As whom it writes. */
    String user() {
        return user;
    }

    /** Tells whether by its own last word it leads. */
    boolean leads() {
        return !said.isEmpty() && said.getLast().equals("started");
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGSTOP. */
    void stop() {
        signal("STOP");
    }

    /** SIGCONT. */
    void go() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
