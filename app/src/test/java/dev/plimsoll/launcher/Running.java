package dev.plimsoll.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that was started, and what it has written so far. */
record Running(Process process, Path outFile, Path errFile) {

    /** Waits for its end. */
    Running ended() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher did not end");
        }
        return this;
    }

    int code() {
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(outFile);
    }

    String err() throws IOException {
        return Files.readString(errFile);
    }
}
