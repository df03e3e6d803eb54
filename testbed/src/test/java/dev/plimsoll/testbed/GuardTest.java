package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuardTest {

    @Test
    void a_server_does_not_outlive_a_jvm_that_was_killed() throws IOException {
        // Given
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Owner.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long server = Long.parseLong(jvm.inputReader(UTF_8).readLine());

        // When
        jvm.destroyForcibly();

        // Then
        await().until(() -> ProcessHandle.of(server).isEmpty());
    }
}
