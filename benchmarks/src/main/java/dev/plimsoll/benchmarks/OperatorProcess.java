package dev.plimsoll.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The operator as a user starts it: the launcher, its flags and its AOT cache. */
final class OperatorProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final long startedNanos;

    private OperatorProcess(Process process, int port, long startedNanos) {
        this.process = process;
        this.port = port;
        this.startedNanos = startedNanos;
    }

    static OperatorProcess start(Path launcher, Path kubeconfig, Path log) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command =
                List.of(
                        launcher.toString(),
                        "operator",
                        "--jobs",
                        "labels",
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--port",
                        Integer.toString(port));
        long now = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new OperatorProcess(process, port, now);
    }

    /** Waits until the probe says ready, and tells how long that took from the start. */
    Duration awaitReady() throws IOException, InterruptedException {
        while (probe() != 200) {
            if (!process.isAlive() || sinceStart().compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("The operator did not become ready");
            }
            Thread.sleep(20);
        }
        return sinceStart();
    }

    /**
     * Reads a line of the process's status.
     *
     * @param field for example {@code VmRSS}, resident now, or {@code VmHWM}, resident at most
     */
    long mebibytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private int probe() throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/readyz");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
