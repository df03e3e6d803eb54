package dev.plimsoll.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TableTest {

    private record Ship(String name, int draught, String note) {}

    private static final List<Ship> SHIPS =
            List.of(new Ship("Cutty Sark", 6, "fast"), new Ship("Vasa", 5, ""));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Table<Ship> table =
            new Table<>(
                    List.of(
                            Column.of("name", Ship::name),
                            Column.<Ship>of("draught", ship -> ship.draught() + " m")
                                    .exactly(ship -> Integer.toString(ship.draught()))
                                    .coloured(
                                            ship -> ship.draught() > 5 ? Colour.BAD : Colour.NONE),
                            Column.of("note", Ship::note).onlyWide()));

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void alignsColumnsAndLeavesWideOnesOut() {
        // When
        table.write(SHIPS, false, true, false, out);

        // Then
        assertThat(written())
                .isEqualTo(
                        """
                        NAME         DRAUGHT
                        Cutty Sark   6 m
                        Vasa         5 m
                        """);
    }

    @Test
    void showsEverythingWhenWideAndMarksWhatIsEmpty() {
        // When
        table.write(SHIPS, true, false, false, out);

        // Then
        assertThat(written())
                .isEqualTo(
                        """
                        Cutty Sark   6 m   fast
                        Vasa         5 m   <none>
                        """);
    }

    @Test
    void paintsCellsWithoutMovingColumns() {
        // When
        table.write(SHIPS, true, false, true, out);

        // Then
        assertThat(written())
                .isEqualTo(
                        """
                        Cutty Sark   \u001b[31m6 m\u001b[0m   fast
                        Vasa         5 m   <none>
                        """);
    }

    @Test
    void letsNoNameDriveTheTerminal() {
        // When
        table.write(List.of(new Ship("Va\u001b[31msa\n", 5, "")), false, false, false, out);

        // Then
        assertThat(written()).isEqualTo("Va?[31msa?   5 m\n");
    }

    @Test
    void sortsNumbersAsNumbersAndKeepsSumsBelow() {
        // Given
        Column<String> column = Column.<String>ofNumbers("usd", text -> text.replace("sum ", ""));

        // When
        List<String> sorted =
                Stream.of("9.5", "sum 7", "", "-3", "sum 12", "10.25", "-20")
                        .sorted(column.below(row -> row.startsWith("sum")).order())
                        .toList();

        // Then
        assertThat(sorted).containsExactly("10.25", "9.5", "-3", "-20", "", "sum 7", "sum 12");
    }

    @Test
    void quotesInCsvOnlyWhatNeedsIt() {
        // When
        table.writeCsv(List.of(new Ship("Vasa, \"the\"", 5, "sank\nat once")), true, out);

        // Then
        assertThat(written())
                .isEqualTo("name,draught,note\r\n\"Vasa, \"\"the\"\"\",5,\"sank\nat once\"\r\n");
    }

    @Test
    void writesOnlyHeadersWhenThereAreNoRows() {
        // When
        table.write(List.of(), false, true, false, out);

        // Then
        assertThat(written()).isEqualTo("NAME   DRAUGHT\n");
    }

    @Test
    void findsAColumnInAnyCase() {
        assertThat(table.column("DRAUGHT")).map(Column::name).hasValue("draught");
        assertThat(table.column("depth")).isEmpty();
    }
}
