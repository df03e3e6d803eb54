package dev.plimsoll.core.capacity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table of comma-separated values whose header names the columns, in any order; empty lines and
 * those that begin with # are passed over. Values hold no commas, so quotes around one mean
 * nothing.
 */
final class CsvTable {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern MONEY = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,18})?");

    private final String source;
    private final Map<String, Integer> columns;
    private final List<Row> rows = new ArrayList<>();

    private CsvTable(String source, Map<String, Integer> columns) {
        this.source = source;
        this.columns = Map.copyOf(columns);
    }

    /**
     * Splits the lines.
     *
     * @throws InvalidTableException if there is no header, it lacks a required column, or has one
     *     that is neither required nor optional: it may be one of them, mistyped
     */
    static CsvTable parse(
            String source, List<String> lines, List<String> required, List<String> optional)
            throws InvalidTableException {
        CsvTable table = null;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(line);
            if (table == null) {
                table = new CsvTable(source, columns(source, cells));
                refuseUnknown(
                        source,
                        cells,
                        Stream.concat(required.stream(), optional.stream()).toList());
            } else {
                table.rows.add(table.new Row(index + 1, cells));
            }
        }
        if (table == null || !table.columns.keySet().containsAll(required)) {
            throw new InvalidTableException(
                    List.of(
                            "%s has no header with the columns %s; its first line must name them."
                                    .formatted(source, String.join(", ", required))));
        }
        return table;
    }

    /** A line without any known column is no header. */
    private static void refuseUnknown(String source, List<String> header, List<String> known)
            throws InvalidTableException {
        if (header.stream().noneMatch(known::contains)) {
            return;
        }
        for (String column : header) {
            if (!known.contains(column)) {
                throw new InvalidTableException(
                        List.of(
                                "%s has the unknown column \"%s\" in its header; known are %s."
                                        .formatted(source, column, String.join(", ", known))));
            }
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",", -1)) {
            cells.add(unquoted(cell.strip()));
        }
        return cells;
    }

    private static String unquoted(String cell) {
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1) : cell;
    }

    private static Map<String, Integer> columns(String source, List<String> header)
            throws InvalidTableException {
        Map<String, Integer> columns = new HashMap<>();
        for (int column = 0; column < header.size(); column++) {
            if (columns.put(header.get(column), column) != null) {
                throw new InvalidTableException(
                        List.of(
                                "%s has the column %s twice in its header."
                                        .formatted(source, header.get(column))));
            }
        }
        return columns;
    }

    /**
     * Reads every row.
     *
     * @throws InvalidTableException with a sentence for every row that the reader refused
     */
    void each(Consumer<Row> reader) throws InvalidTableException {
        List<String> problems = new ArrayList<>();
        for (Row row : rows) {
            try {
                row.checkWidth();
                reader.accept(row);
            } catch (IllegalArgumentException e) {
                problems.add("%s, line %d: %s.".formatted(source, row.line, e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidTableException(problems);
        }
    }

    /** One line of values. */
    final class Row {
        private final int line;
        private final List<String> cells;

        private Row(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        private void checkWidth() {
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "it has %d values where the header has %d"
                                .formatted(cells.size(), columns.size()));
            }
        }

        boolean has(String column) {
            return columns.containsKey(column) && !text(column).isEmpty();
        }

        /** The value, empty where the table has no such column. */
        String text(String column) {
            Integer at = columns.get(column);
            return at == null ? "" : cells.get(at);
        }

        /** The value of a column that must not be empty. */
        String name(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                throw new IllegalArgumentException(column + " is empty");
            }
            return text;
        }

        /** A whole number, 0 or more. */
        long count(String column) {
            String text = text(column);
            if (!WHOLE_NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "%s is \"%s\"; a whole number was expected".formatted(column, text));
            }
            return Long.parseLong(text);
        }

        /** A whole number, 1 or more. */
        long some(String column) {
            long count = count(column);
            if (count == 0) {
                throw new IllegalArgumentException(
                        column + " is \"" + text(column) + "\"; 1 or more was expected");
            }
            return count;
        }

        /** An amount of money, 0 or more. */
        BigDecimal money(String column) {
            String text = text(column);
            if (!MONEY.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "%s is \"%s\"; an amount such as 0.192 was expected"
                                .formatted(column, text));
            }
            return new BigDecimal(text);
        }
    }
}
