package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class WatchOptionsTest {

    @Command
    private static final class Watching {
        @Mixin private WatchOptions watch;
    }

    /** Takes two writes, as `head` does, and then no more. */
    private static final class Leaving extends OutputStream {

        private int left = 2;

        @Override
        public void write(int one) throws IOException {
            if (left-- <= 0) {
                throw new IOException("Broken pipe");
            }
        }
    }

    @Test
    @Timeout(60)
    void endsWhenNobodyReadsItAnyMore() {
        // Given
        Watching command = new Watching();
        new CommandLine(command).parseArgs("--watch=1s");
        PrintStream out = new PrintStream(new Leaving(), true, StandardCharsets.UTF_8);
        Shell shell =
                new Shell(
                        InputStream.nullInputStream(),
                        out,
                        out,
                        Map.of(),
                        Path.of(""),
                        Clock.systemUTC(),
                        false);
        AtomicInteger shown = new AtomicInteger();

        // When
        command.watch.show(
                shell,
                () -> {
                    shown.incrementAndGet();
                    out.print("a");
                });

        // Then
        assertThat(shown.get()).isBetween(2, 3);
    }
}
