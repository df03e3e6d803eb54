package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the programs of the control plane, and has them built where they are not yet. */
final class Programs {
    private Programs() {}

    /**
     * Returns the folder of the programs: that of the environment variable {@code
     * PLIMSOLL_TESTBED_BIN}, or else what {@code testbed/build} of the checkout around the working
     * directory says, which takes minutes the first time.
     *
     * @throws IllegalStateException if there is no checkout, or the build fails
     */
    static Path folder() {
        String given = System.getenv("PLIMSOLL_TESTBED_BIN");
        return given != null && !given.isEmpty() ? Path.of(given) : build(script());
    }

    private static Path script() {
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("testbed/build");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException(
                "The working directory is in no checkout with testbed/build; set"
                        + " PLIMSOLL_TESTBED_BIN to the folder with the control plane's programs.");
    }

    private static Path build(Path script) {
        try {
            Process build =
                    new ProcessBuilder(script.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String folder = new String(build.getInputStream().readAllBytes(), UTF_8).strip();
            int code = build.waitFor();
            if (code != 0) {
                throw new IllegalStateException(script + " failed with exit code " + code + ".");
            }
            return Path.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(script + " could not be run", e);
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }
}
