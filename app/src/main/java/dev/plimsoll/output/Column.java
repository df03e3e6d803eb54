package dev.plimsoll.output;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

    /** A column of numbers: sorted by them, the largest first, with what has none at the end. */
    public static <R> Column<R> ofNumbers(String name, Function<R, String> text) {
        return Column.of(name, text)
                .ordered(
                        Comparator.comparing(
                                row -> number(text.apply(row)),
                                Comparator.nullsLast(Comparator.reverseOrder())));
    }

    private static @Nullable BigDecimal number(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    /** Keeps some rows below all others, and as they are, whatever is sorted by. */
    public Column<R> below(Predicate<R> last) {
        Comparator<R> others = (a, b) -> last.test(a) ? 0 : order.compare(a, b);
        return ordered(Comparator.comparing(last::test).thenComparing(others));
    }

    public Column<R> onlyWide() {
        return new Column<>(name, true, text, value, order, colour);
    }

    /** What people read, where that is less exact. */
    public Column<R> shownAs(Function<R, String> text) {
        return new Column<>(name, wide, text, value, order, colour);
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
