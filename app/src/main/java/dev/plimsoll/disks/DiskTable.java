package dev.plimsoll.disks;

import dev.plimsoll.core.drain.signal.Amount;
import dev.plimsoll.core.drain.signal.DiskFill;
import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.DiskState;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.disks.DiskReport.Row;
import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Disks of nodes as people read them, and programs that read CSV. */
public final class DiskTable {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    private DiskTable() {}

    /** What JSON and YAML show. */
    public static Object document(DiskReport report, Instant asOf) {
        return DiskDocument.of(report, asOf);
    }

    /** How a report is laid out. */
    public static Table<Row> table() {
        return new Table<>(
                List.of(
                        Column.of("node", row -> row.node().name()),
                        Column.<Row>of(
                                "filesystem",
                                row -> row.filesystem().map(Filesystem::name).orElse("")),
                        percent("disk", DiskMetric.BYTES),
                        percent("inodes", DiskMetric.INODES),
                        Column.<Row>of("state", row -> row.state().toString())
                                .coloured(DiskTable::colour)
                                .ordered(Comparator.comparing(Row::state).reversed()),
                        bytes("size", row -> total(row), true),
                        bytes("images", row -> filled(row, DiskFill::imagesBytes), false),
                        bytes("logs", row -> filled(row, DiskFill::logsBytes), false),
                        bytes("containers", row -> filled(row, DiskFill::rootfsBytes), false),
                        bytes("volumes", row -> filled(row, DiskFill::volumesBytes), false),
                        Column.<Row>of("largest-pod", DiskTable::largest)));
    }

    private static Column<Row> percent(String name, DiskMetric metric) {
        return Column.<Row>of(
                        name, row -> used(row, metric).map(it -> it.intValue() + "%").orElse(""))
                .exactly(row ->
                        used(row, metric)
                                .map(it -> String.format(Locale.ROOT, "%.2f", it))
                                .orElse(""))
                .ordered(
                        Comparator.comparing((Row row) -> used(row, metric).orElse(-1.0))
                                .reversed());
    }

    private static Optional<Double> used(Row row, DiskMetric metric) {
        return row.filesystem().flatMap(fs -> fs.of(metric)).map(Amount::usedPercent);
    }

    private static Optional<Long> total(Row row) {
        return row.filesystem().flatMap(Filesystem::bytes).map(Amount::total);
    }

    private static Optional<Long> filled(Row row, ToLongFunction<DiskFill> part) {
        return row.node().fill().map(part::applyAsLong);
    }

    /** A part of a row in bytes. */
    private interface Part {
        Optional<Long> of(Row row);
    }

    private static Column<Row> bytes(String name, Part part, boolean wide) {
        Column<Row> column =
                Column.<Row>of(name, row -> part.of(row).map(DiskTable::worded).orElse(""))
                        .exactly(row -> part.of(row).map(String::valueOf).orElse(""))
                        .ordered(
                                Comparator.comparing((Row row) -> part.of(row).orElse(-1L))
                                        .reversed());
        return wide ? column.onlyWide() : column;
    }

    private static String largest(Row row) {
        return row.node()
                .fill()
                .flatMap(fill -> fill.largestFirst().stream().findFirst())
                .map(pod -> pod.key() + " " + worded(pod.bytes()))
                .orElse("");
    }

    static String worded(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT,
                unit == 0 || amount >= 10 ? "%.0f%s" : "%.1f%s",
                amount,
                UNITS.get(unit));
    }

    private static Colour colour(Row row) {
        return row.state() == DiskState.OVER
                ? Colour.BAD
                : row.state() == DiskState.WELL ? Colour.GOOD : Colour.NONE;
    }
}
