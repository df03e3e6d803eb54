package dev.plimsoll.testbed;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Finds programs that the machine has, and ports for them. */
final class Installed {

    /** Below the range the kernel takes for outgoing connections. */
    private static final int LOWEST_PORT = 14_000;

    private static final int PORTS = 6_000;

    private Installed() {}

    /**
     * Finds a program.
     *
     * @param variable of the environment that names it where it is not on the path
     */
    static String program(String name, String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .or(() -> onPath(name))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "There is no %s on PATH; install it, or set %s."
                                        .formatted(name, variable)));
    }

    private static Optional<String> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static int freePort() {
        Random random = new Random();
        while (true) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Another one may be free.
            }
        }
    }
}
