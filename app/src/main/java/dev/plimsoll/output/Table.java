package dev.plimsoll.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes rows as kubectl does: aligned columns, three spaces apart, upper-case headers, nothing
 * else that a shell script would have to cut away.
 *
 * @param <R> a row
 */
public final class Table<R> {

    private static final int GAP = 3;
    private static final String EMPTY = "<none>";

    private final List<Column<R>> columns;

    public Table(List<Column<R>> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Finds a column by its name, in any case. */
    public Optional<Column<R>> column(String name) {
        return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The names of all columns, for a message. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** Writes the rows as aligned text. */
    public void write(
            List<R> rows, boolean wide, boolean headers, boolean colour, PrintStream out) {
        List<Column<R>> shown = columns.stream().filter(column -> wide || !column.wide()).toList();
        List<List<String>> lines = new ArrayList<>();
        if (headers) {
            lines.add(shown.stream().map(c -> c.name().toUpperCase(Locale.ROOT)).toList());
        }
        for (R row : rows) {
            lines.add(shown.stream().map(column -> orEmpty(column.text().apply(row))).toList());
        }
        int[] widths = widths(lines, shown.size());
        for (int i = 0; i < lines.size(); i++) {
            int row = headers ? i - 1 : i;
            List<Colour> paint =
                    shown.stream()
                            .map(c ->
                                    !colour || row < 0
                                            ? Colour.NONE
                                            : c.colour().apply(rows.get(row)))
                            .toList();
            out.println(line(lines.get(i), widths, paint));
        }
    }

    private static String orEmpty(String text) {
        return text.isEmpty() ? EMPTY : printable(text);
    }

    /** Of a file that somebody sent, no name may move the cursor or begin a line. */
    private static String printable(String text) {
        return text.chars().anyMatch(Character::isISOControl)
                ? text.replaceAll("\\p{Cntrl}", "?")
                : text;
    }

    private static int[] widths(List<List<String>> lines, int columns) {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths, List<Colour> paint) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(paint.get(i).paint(cell));
            if (i < cells.size() - 1) {
                line.repeat(' ', widths[i] - cell.length() + GAP);
            }
        }
        return line.toString();
    }

    /** Writes the rows as RFC 4180 CSV, wide columns included. */
    public void writeCsv(List<R> rows, boolean headers, PrintStream out) {
        if (headers) {
            csvLine(columns.stream().map(Column::name).toList(), out);
        }
        for (R row : rows) {
            csvLine(columns.stream().map(column -> column.value().apply(row)).toList(), out);
        }
    }

    private static void csvLine(List<String> values, PrintStream out) {
        out.print(values.stream().map(Table::quoted).collect(Collectors.joining(",")));
        out.print("\r\n");
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }
}
