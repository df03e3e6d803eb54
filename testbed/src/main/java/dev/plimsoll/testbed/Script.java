package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the checkout's own scripts that build or fetch what tests need. */
public final class Script {
    private Script() {}

    /**
     * Runs a script and returns what it prints on standard output; what it says otherwise goes to
     * this process' standard error.
     *
     * @param script as it lies in the checkout, such as {@code testbed/build}
     * @throws IllegalStateException if the working directory is in no checkout that has it, or if
     *     it fails
     */
    public static String run(String script) {
        Path path =
                find(script)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "The working directory is in no checkout with "
                                                + script
                                                + "."));
        try {
            Process process =
                    new ProcessBuilder(path.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(path + " failed with exit code " + code + ".");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be run", e);
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    private static Optional<Path> find(String script) {
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve(script);
            if (Files.isExecutable(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
