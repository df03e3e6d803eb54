package dev.plimsoll.testbed;

import java.nio.file.Path;
import java.util.List;

/** A JVM to be killed: starts one server, prints the server's process id and waits. */
final class Owner {
    private Owner() {}

    public static void main(String[] args) throws InterruptedException {
        var server =
                new Server(
                        List.of("sleep", "1000"),
                        Path.of("/dev/null"),
                        ControlPlaneOptions.defaults(),
                        () -> true);
        server.start();
        System.out.println(server.pid());
        Thread.sleep(Long.MAX_VALUE);
    }
}
