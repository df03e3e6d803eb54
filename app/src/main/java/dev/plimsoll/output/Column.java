package dev.plimsoll.output;

import java.util.Comparator;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param name in lower case; the header shows it in upper case
 * @param wide shown in the wide format and in CSV only
 * @param text what people read
 * @param value what programs read in CSV; it may be more exact
 * @param order how {@code --sort-by} sorts by this column
 * @param <R> a row
 */
public record Column<R>(
        String name,
        boolean wide,
        Function<R, String> text,
        Function<R, String> value,
        Comparator<R> order,
        Function<R, Colour> colour) {

    /** A column that is the same for people and programs, and sorted by its text. */
    public static <R> Column<R> of(String name, Function<R, String> text) {
        return new Column<>(
                name, false, text, text, Comparator.comparing(text), row -> Colour.NONE);
    }

    public Column<R> onlyWide() {
        return new Column<>(name, true, text, value, order, colour);
    }

    public Column<R> exactly(Function<R, String> value) {
        return new Column<>(name, wide, text, value, order, colour);
    }

    public Column<R> ordered(Comparator<R> order) {
        return new Column<>(name, wide, text, value, order, colour);
    }

    public Column<R> coloured(Function<R, Colour> colour) {
        return new Column<>(name, wide, text, value, order, colour);
    }
}
