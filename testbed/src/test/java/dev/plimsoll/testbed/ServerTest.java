package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir private Path folder;

    private Server server = server("exec sleep 1000");

    @AfterEach
    void end() {
        server.kill();
    }

    @Test
    void a_killed_server_can_be_started_again() {
        // Given
        server = server("echo started; exec sleep 1000");
        server.start();
        await().untilAsserted(() -> assertThat(server.log()).hasContent("started"));
        long first = server.pid();

        // When
        server.restart();

        // Then
        assertThat(server.alive()).isTrue();
        assertThat(server.pid()).isNotEqualTo(first);
        assertThat(ProcessHandle.of(first)).isEmpty();
        await().untilAsserted(() -> assertThat(server.log()).hasContent("started\nstarted\n"));
    }

    @Test
    void a_paused_server_stands_still_until_it_is_resumed() {
        // Given
        server.start();

        // When
        server.pause();

        // Then
        await().until(() -> state(server.pid()) == 'T');
        assertThat(server.alive()).isTrue();
        server.resume();
        await().until(() -> state(server.pid()) == 'S');
    }

    @Test
    void a_server_that_ignores_the_request_to_end_is_stopped_all_the_same() {
        // Given a server that does not, so that the test need not wait for the grace to be over
        server.start();
        server.pause();

        // When
        server.stop();

        // Then
        assertThat(server.alive()).isFalse();
    }

    @Test
    void a_server_that_ends_at_once_is_reported_with_the_end_of_its_log() {
        // Given
        server = server("echo unknown flag: --colour; exit 1", false);

        // When, Then
        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended at once")
                .hasMessageContaining("unknown flag: --colour");
    }

    @Test
    void a_server_that_never_becomes_ready_is_reported_after_the_patience() {
        // Given
        server = server("echo waiting for etcd; exec sleep 1000", false);

        // When, Then
        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not ready")
                .hasMessageContaining("waiting for etcd");
    }

    private Server server(String script) {
        return server(script, true);
    }

    private Server server(String script, boolean ready) {
        var options = ControlPlaneOptions.defaults().withPatience(Duration.ofMillis(300));
        // The folder is injected after the first server was made; that one has no log of its own.
        Path log = folder == null ? Path.of("/dev/null") : folder.resolve("server.log");
        return new Server(List.of("/bin/sh", "-c", script), log, options, () -> ready);
    }

    /** The state of a process as Linux shows it: S sleeping, T stopped. */
    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return '?';
        }
    }
}
