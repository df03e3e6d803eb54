package dev.plimsoll.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** In a JVM of its own each time: logging is set up once, and for all. */
class PlatformLogTest {

    /** Says something in each of the ways there are. */
    static final class Speaker {

        private Speaker() {}

        public static void main(String[] arguments) {
            System.Logger log = System.getLogger(Speaker.class.getName());
            PlatformLog.join();
            LoggerFactory.getLogger(Speaker.class).warn("By SLF4J: {}.", 1);
            log.log(System.Logger.Level.INFO, "The term {0} of {1} isn''t over.", 7, "it's me");
            log.log(System.Logger.Level.WARNING, "No parameters: {0} isn't one.");
            log.log(System.Logger.Level.DEBUG, "Too quiet.");
            log.log(
                    System.Logger.Level.ERROR,
                    "Failed in a step",
                    new IOException("cut off", new IllegalStateException("deeper")));
            java.util.logging.Logger.getLogger("some.library.Thing").info("By the JDK.");
        }
    }

    @Test
    void makesAllLinesAlike() throws Exception {
        // When
        List<String> lines = speak();

        // Then
        assertThat(lines.stream().filter(line -> !line.startsWith("\t")))
                .map(line -> line.replaceFirst("^20[0-9T:-]{17}\\.[0-9]{3}Z ", "TIME "))
                .containsExactly(
                        "TIME WARN  PlatformLogTest$Speaker By SLF4J: 1.",
                        "TIME INFO  PlatformLogTest$Speaker The term 7 of it's me isn't over.",
                        "TIME WARN  PlatformLogTest$Speaker No parameters: {0} isn't one.",
                        "TIME ERROR PlatformLogTest$Speaker Failed in a step",
                        "java.io.IOException: cut off",
                        "Caused by: java.lang.IllegalStateException: deeper",
                        "TIME INFO  Thing By the JDK.");
        assertThat(lines).anyMatch(line -> line.startsWith("\tat " + Speaker.class.getName()));
    }

    @Test
    void leavesToOthersWhatTheyHaveConfigured(@TempDir Path folder) throws Exception {
        // Given
        Path theirs =
                Files.writeString(
                        folder.resolve("logging.properties"),
                        """
                        handlers = java.util.logging.ConsoleHandler
                        java.util.logging.SimpleFormatter.format = theirs %5$s%n
                        """);

        // When
        List<String> lines = speak("-Djava.util.logging.config.file=" + theirs);

        // Then
        assertThat(lines).contains("theirs The term 7 of it's me isn't over.");
    }

    private static List<String> speak(String... options) throws IOException, InterruptedException {
        List<String> command =
                Stream.of(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1"),
                                Stream.of(options),
                                Stream.of(
                                        "-cp",
                                        System.getProperty(
                                                "surefire.test.class.path",
                                                System.getProperty("java.class.path")),
                                        Speaker.class.getName()))
                        .flatMap(part -> part)
                        .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
