package dev.plimsoll.shell;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void saysWhenHowGraveWhoAndWhat() {
        // Given
        LoggingEvent event = event(Level.WARN, "Waited {} s.", null, 7);

        // When
        String line = new LogLine().doLayout(event);

        // Then
        assertThat(line).isEqualTo("2026-11-22T16:00:00.000Z WARN  Feed Waited 7 s.\n");
    }

    @Test
    void hasTheFramesOfWhatWasThrown() {
        // Given
        LoggingEvent event = event(Level.ERROR, "No.", new IOException("cut off"));

        // When
        String line = new LogLine().doLayout(event);

        // Then
        assertThat(line)
                .startsWith("2026-11-22T16:00:00.000Z ERROR Feed No.\njava.io.IOException: cut off")
                .contains("\tat dev.plimsoll.shell.LogLineTest.hasTheFrames");
    }

    private static LoggingEvent event(
            Level level, String message, @Nullable Throwable thrown, Object... arguments) {
        LoggingEvent event =
                new LoggingEvent(
                        LogLineTest.class.getName(),
                        new LoggerContext().getLogger("dev.plimsoll.Feed"),
                        level,
                        message,
                        thrown,
                        arguments);
        event.setInstant(Instant.parse("2026-11-22T16:00:00Z"));
        return event;
    }
}
