package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.guaranteed.GuaranteedPlan;
import dev.plimsoll.core.capacity.guaranteed.Workload;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One workload of a plan: to be moved, or why not. */
public record GuaranteedRow(
        Workload workload, boolean moves, Resources added, String reason, String command) {

    private static final double MIB = 1 << 20;

    static List<GuaranteedRow> of(GuaranteedPlan plan) {
        List<GuaranteedRow> rows = new ArrayList<>();
        for (GuaranteedPlan.Move move : plan.moves()) {
            rows.add(
                    new GuaranteedRow(
                            move.workload(), true, move.added(), "", PatchText.command(move)));
        }
        for (GuaranteedPlan.Stay stay : plan.stays()) {
            rows.add(new GuaranteedRow(stay.workload(), false, Resources.NONE, stay.reason(), ""));
        }
        return List.copyOf(rows);
    }

    /** How plans are laid out for people. */
    public static Table<GuaranteedRow> table() {
        return new Table<>(
                List.of(
                        Column.of("namespace", row -> row.workload.namespace()),
                        Column.of("kind", row -> row.workload.kind()),
                        Column.of("name", row -> row.workload.name()),
                        Column.<GuaranteedRow>of("pods", row -> "" + row.workload.pods().size())
                                .ordered(
                                        Comparator.comparingInt((GuaranteedRow row) ->
                                                -row.workload.pods().size())),
                        Column.<GuaranteedRow>of("move", row -> row.moves ? "yes" : "no")
                                .coloured(row -> row.moves ? Colour.GOOD : Colour.QUIET),
                        added(
                                "memory-added",
                                row -> row.added.memoryBytes(),
                                bytes -> String.format(Locale.ROOT, "%.0fMi", bytes / MIB)),
                        added("cpu-added", row -> row.added.cpuMillis(), millis -> millis + "m"),
                        Column.of("reason", GuaranteedRow::reason)));
    }

    private static Column<GuaranteedRow> added(
            String name,
            ToLongFunction<GuaranteedRow> amount,
            java.util.function.LongFunction<String> words) {
        return Column.<GuaranteedRow>of(
                        name, row -> row.moves ? words.apply(amount.applyAsLong(row)) : "")
                .exactly(row -> row.moves ? Long.toString(amount.applyAsLong(row)) : "")
                .ordered(Comparator.comparingLong(amount).reversed());
    }

    /** The workload as kubectl takes it, where it moves. */
    public @Nullable String resourceName() {
        return moves ? workload.kind().toLowerCase(Locale.ROOT) + "/" + workload.name() : null;
    }
}
