package dev.plimsoll.secrets;

import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.util.Comparator;
import java.util.List;

/** Lays out for people what became of a touch. */
public final class TouchTable {

    private TouchTable() {}

    public static Table<TouchRow> table() {
        return new Table<>(
                List.of(
                        Column.of("kind", row -> row.user().kind().id()),
                        Column.of("namespace", row -> row.user().namespace()),
                        Column.of("name", row -> row.user().name()),
                        Column.<TouchRow>of("result", row -> row.result().word())
                                .ordered(Comparator.comparing(TouchRow::result))
                                .coloured(TouchTable::colour),
                        Column.of("reason", TouchRow::note)));
    }

    private static Colour colour(TouchRow row) {
        return switch (row.result()) {
            case FAILED -> Colour.BAD;
            case LEFT -> Colour.QUIET;
            case WOULD_TOUCH, WOULD_FORCE -> Colour.NONE;
            case FORCED, TOUCHED -> Colour.GOOD;
        };
    }
}
