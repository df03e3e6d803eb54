package dev.plimsoll.testbed;

import java.nio.file.Path;

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
        return Path.of(given != null && !given.isEmpty() ? given : Script.run("testbed/build"));
    }
}
