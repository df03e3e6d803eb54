package dev.plimsoll.preview;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.output.Age;
import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Lays a preview out for people. */
public final class PreviewTable {

    private PreviewTable() {}

    public static Table<PreviewRow> asOf(Instant now) {
        return new Table<>(
                List.of(
                        Column.of("policy", PreviewRow::policy),
                        Column.of("node", row -> row.node().name()),
                        Column.<PreviewRow>of("age", row -> age(row.node(), now))
                                .exactly(row -> row.node().createdAt().toString())
                                .ordered(Comparator.comparing(row -> row.node().createdAt())),
                        label("zone", "topology.kubernetes.io/zone"),
                        label("nodepool", "karpenter.sh/nodepool").onlyWide(),
                        label("instance-type", "node.kubernetes.io/instance-type").onlyWide(),
                        Column.<PreviewRow>of("status", row -> row.part().word())
                                .ordered(Comparator.comparing(PreviewRow::part))
                                .coloured(PreviewTable::colour),
                        Column.of("reason", PreviewRow::reason)));
    }

    private static Column<PreviewRow> label(String name, String key) {
        return Column.of(name, row -> row.node().labels().getOrDefault(key, ""));
    }

    private static String age(Node node, Instant now) {
        return Age.of(Duration.between(node.createdAt(), now));
    }

    private static Colour colour(PreviewRow row) {
        return switch (row.part()) {
            case ADD, KEEP, REFRESH -> Colour.GOOD;
            case REMOVE -> Colour.BAD;
            case INELIGIBLE, SPARE -> Colour.QUIET;
        };
    }
}
