package dev.plimsoll.simulation.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same seed gives the same run, commit by commit: otherwise no finding could be replayed. */
class ReplayTest {

    private static final int STEPS = 60;

    @Test
    void theSameSeedGivesTheSameRunInAnotherJvm() throws IOException, InterruptedException {
        // Given: another JVM has another salt for the order of its immutable maps and sets.
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process other =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherJvm.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();

        // When
        List<String> here = transcript(7);

        // Then
        String there = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        assertThat(there.lines()).hasSizeGreaterThan(300).containsExactlyElementsOf(here);
    }

    @Test
    void anotherSeedGivesAnotherRun() {
        // Given
        List<String> seven = transcript(7);

        // When
        List<String> eight = transcript(8);

        // Then
        assertThat(eight).isNotEqualTo(seven);
    }

    private static List<String> transcript(long seed) {
        List<String> lines = new ArrayList<>();
        LabelRun run = new LabelRun(seed, STEPS, new LabelProgram());
        new Transcript(lines::add).of(run.simulation());
        run.run();
        return lines;
    }

    /** Prints the transcript. */
    static final class OtherJvm {

        private OtherJvm() {}

        public static void main(String[] args) {
            System.out.print(String.join("\n", transcript(7)) + "\n");
        }
    }
}
