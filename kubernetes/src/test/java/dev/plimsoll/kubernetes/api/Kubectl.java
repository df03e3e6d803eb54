package dev.plimsoll.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plimsoll.testbed.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kubectl of the server's version, as a user runs it. */
record Kubectl(Path program, Path kubeconfig) {

    static Kubectl of(ControlPlane controlPlane) {
        return new Kubectl(controlPlane.kubectl(), controlPlane.kubeconfig());
    }

    /**
     * What a command wrote and how it ended.
     *
     * @param text standard output, then standard error
     */
    record Result(int exitCode, String text) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        return feed("", arguments);
    }

    /** Runs a command that reads {@code input}, for {@code -f -}. */
    Result feed(String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile("kubectl", ".in"), input);
        Path out = Files.createTempFile("kubectl", ".out");
        try {
            List<String> command = new ArrayList<>();
            command.add(program.toString());
            command.add("--kubeconfig=" + kubeconfig);
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(in.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("kubectl does not end: " + command);
            }
            return new Result(process.exitValue(), Files.readString(out, UTF_8));
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }

    /** Runs a command that must succeed, and gives what it wrote. */
    String succeed(String... arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + result.text());
        }
        return result.text();
    }
}
