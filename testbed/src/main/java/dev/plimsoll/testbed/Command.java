package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs programs of the machine that end soon. */
final class Command {
    private Command() {}

    /**
     * Runs a program and returns what it prints, on both of its streams.
     *
     * @throws IllegalStateException with what it printed, if it fails
     */
    static String run(String... line) {
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "%s failed with exit code %d: %s"
                                .formatted(String.join(" ", line), code, said));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(line[0] + " could not be run", e);
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }
}
