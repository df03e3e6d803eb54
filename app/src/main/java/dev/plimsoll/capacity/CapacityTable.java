package dev.plimsoll.capacity;

import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Lays a report out for people: amounts with their share, unbounded containers beside them. */
final class CapacityTable {

    private static final double MIB = 1 << 20;

    private CapacityTable() {}

    static Table<CapacityRow> of(CapacityView view) {
        List<Column<CapacityRow>> columns = new ArrayList<>();
        if (view == CapacityView.WORKLOAD) {
            columns.add(Column.of("namespace", CapacityRow::namespace));
            columns.add(Column.of("kind", CapacityRow::kind));
        }
        columns.add(
                Column.of(
                        view == CapacityView.WORKLOAD ? "name" : view.toString(),
                        CapacityRow::name));
        if (view == CapacityView.NODE) {
            columns.add(Column.of("instance-type", CapacityRow::instanceType));
            columns.add(Column.of("zone", CapacityRow::zone).onlyWide());
            columns.add(Column.of("nodepool", CapacityRow::nodePool).onlyWide());
        }
        if (view.groupsNodes()) {
            columns.add(count("nodes", CapacityRow::nodes));
        }
        columns.add(
                count(
                        view == CapacityView.CONTAINER_ROLE ? "containers" : "pods",
                        row -> row.tally().pods()));
        columns.add(memory("memory-requests", row -> row.tally().requests().memoryBytes()));
        columns.add(
                memory("memory-limits", row -> row.tally().limits().memoryBytes())
                        .coloured(CapacityTable::overMemory));
        columns.add(cpu("cpu-requests", row -> row.tally().requests().cpuMillis()));
        columns.add(cpu("cpu-limits", row -> row.tally().limits().cpuMillis()));
        columns.add(count("no-memory-limit", row -> row.tally().unbounded().memoryContainers()));
        columns.add(count("no-cpu-limit", row -> row.tally().unbounded().cpuContainers()));
        if (view == CapacityView.NODE) {
            columns.add(
                    memory("daemonset-memory-limits", row -> row.daemonSetLimits().memoryBytes())
                            .onlyWide());
        }
        if (view == CapacityView.NODE || view.groupsNodes()) {
            columns.add(
                    memory("memory-allocatable", row -> row.room().memoryBytes())
                            .shownAs(row -> mib(row.room().memoryBytes()))
                            .onlyWide());
            columns.add(
                    cpu("cpu-allocatable", row -> row.room().cpuMillis())
                            .shownAs(row -> row.room().cpuMillis() + "m")
                            .onlyWide());
        }
        columns.add(count("guaranteed", row -> row.tally().guaranteed()).onlyWide());
        columns.add(count("burstable", row -> row.tally().burstable()).onlyWide());
        columns.add(count("best-effort", row -> row.tally().bestEffort()).onlyWide());
        return new Table<>(columns);
    }

    private static Column<CapacityRow> count(String name, ToLongFunction<CapacityRow> amount) {
        return Column.<CapacityRow>of(name, row -> Long.toString(amount.applyAsLong(row)))
                .ordered(largestFirst(amount));
    }

    private static Column<CapacityRow> memory(String name, ToLongFunction<CapacityRow> bytes) {
        return Column.<CapacityRow>of(
                        name,
                        row ->
                                mib(bytes.applyAsLong(row))
                                        + share(bytes.applyAsLong(row), row.room().memoryBytes()))
                .exactly(row -> Long.toString(bytes.applyAsLong(row)))
                .ordered(largestFirst(bytes));
    }

    private static Column<CapacityRow> cpu(String name, ToLongFunction<CapacityRow> millis) {
        return Column.<CapacityRow>of(
                        name,
                        row ->
                                millis.applyAsLong(row)
                                        + "m"
                                        + share(millis.applyAsLong(row), row.room().cpuMillis()))
                .exactly(row -> Long.toString(millis.applyAsLong(row)))
                .ordered(largestFirst(millis));
    }

    private static String mib(long bytes) {
        return Math.round(bytes / MIB) + "Mi";
    }

    private static String share(long taken, long room) {
        return room == 0 ? "" : " (" + Math.round(100.0 * taken / room) + "%)";
    }

    private static Comparator<CapacityRow> largestFirst(ToLongFunction<CapacityRow> amount) {
        return Comparator.comparingLong(amount).reversed();
    }

    private static Colour overMemory(CapacityRow row) {
        boolean over =
                row.room().memoryBytes() > 0
                        && row.tally().limits().memoryBytes() > row.room().memoryBytes();
        return over ? Colour.BAD : Colour.NONE;
    }
}
