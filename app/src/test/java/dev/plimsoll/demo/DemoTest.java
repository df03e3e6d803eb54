package dev.plimsoll.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.shell.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

    private static final int COLUMNS = 96;
    private static final int ROWS = 26;

    /** Set to rewrite the picture of the README after a change that is meant. */
    private static final String REDRAW = "plimsoll.redraw";

    private static final Path PICTURE = Path.of("../docs/images/demo.svg");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsTheLabelsOnFiveNodesWhateverHappens(long seed) {
        // Given
        DemoFleet fleet = fleet(seed);

        // When
        fleet.run(Duration.ofHours(2));

        // Then
        assertThat(fleet.tally().most()).isEqualTo(DemoFleet.COUNT);
        assertThat(fleet.tally().born()).isGreaterThan(40);
        assertThat(fleet.tally().gone()).isPositive();
        assertThat(fleet.status().moves()).isPositive();
    }

    @Test
    void tellsTheSameStoryForTheSameSeed() {
        // Given
        String first = plain(3);

        // When
        String second = plain(3);

        // Then
        assertThat(second).isEqualTo(first).isNotEqualTo(plain(4));
        assertThat(first)
                .contains("Karpenter makes", "Plimsoll: Labelled", "labelled 5 of 5")
                .contains("The labels were never on more than 5 nodes at once");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 200})
    void fitsTheTerminal(int columns) {
        // Given
        DemoFleet fleet = fleet(1);
        fleet.run(Duration.ofMinutes(20));

        // When
        List<List<DemoFrame.Piece>> lines = new DemoFrame(fleet, columns, 24).lines();

        // Then
        assertThat(lines).hasSizeLessThan(24);
        assertThat(lines).allMatch(line -> width(line) <= columns);
    }

    @Test
    void looksAsTheReadmeShows() throws IOException {
        // Given
        DemoFleet fleet = fleet(1);
        fleet.run(Duration.ofMinutes(15));

        // When
        String svg = FrameSvg.of(new DemoFrame(fleet, COLUMNS, ROWS).lines(), COLUMNS);
        if (Boolean.getBoolean(REDRAW)) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, svg);
        }

        // Then
        assertThat(Files.readString(PICTURE)).isEqualTo(svg);
    }

    private static DemoFleet fleet(long seed) {
        return new DemoFleet(new DemoSettings(seed, 40, Duration.ofSeconds(10), 120));
    }

    private static int width(List<DemoFrame.Piece> line) {
        return line.stream().map(DemoFrame.Piece::text).collect(Collectors.joining()).length();
    }

    private static String plain(long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Shell shell =
                new Shell(
                        InputStream.nullInputStream(),
                        out,
                        out,
                        Map.of(),
                        Path.of(""),
                        Clock.systemUTC(),
                        false);
        new Demo(new DemoSettings(seed, 40, Duration.ofSeconds(10), 120), shell).plain();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
