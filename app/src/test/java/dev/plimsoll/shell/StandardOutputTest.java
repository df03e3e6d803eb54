package dev.plimsoll.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StandardOutputTest {

    /** Takes nothing, and says why. */
    private static final class Refusing extends OutputStream {

        private final String why;

        Refusing(String why) {
            this.why = why;
        }

        @Override
        public void write(int one) throws IOException {
            throw new IOException(why);
        }
    }

    private static void print(StandardOutput output) {
        PrintStream out =
                new PrintStream(new BufferedOutputStream(output), false, StandardCharsets.UTF_8);
        out.println("half a page");
        out.flush();
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, No space left on device",
        "Input/output error, Input/output error",
        "Broken pipe,"
    })
    void tellsWhyItIsNotWholeUnlessItsReaderHasSeenEnough(String why, String told) {
        // Given
        StandardOutput output = new StandardOutput(new Refusing(why));

        // When
        print(output);

        // Then
        assertThat(output.failure().orElse(null)).isEqualTo(told);
    }

    @Test
    void hasNothingToTellOfAnOutputThatIsWhole() {
        // Given
        StandardOutput output = new StandardOutput(OutputStream.nullOutputStream());

        // When
        print(output);

        // Then
        assertThat(output.failure()).isEmpty();
    }
}
