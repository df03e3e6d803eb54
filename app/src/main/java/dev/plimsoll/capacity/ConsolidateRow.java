package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Kept;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of a plan: a node that goes or stays, or what comes of the whole. */
public record ConsolidateRow(
        String part,
        String node,
        Optional<BigDecimal> share,
        String moves,
        String usdPerMonth,
        String note) {

    private static final String REMOVE = "remove";
    private static final String SAVING = "saving";
    private static final String KEEP = "keep";

    static List<ConsolidateRow> of(ConsolidatePlan plan, ConsolidateBill bill) {
        List<ConsolidateRow> rows = new ArrayList<>();
        for (Removal node : plan.remove()) {
            rows.add(
                    new ConsolidateRow(
                            REMOVE,
                            node.node(),
                            node.share(),
                            Integer.toString(node.moves().size()),
                            monthly(node.hourlyUsd(), bill),
                            ""));
        }
        for (Kept node : plan.keep()) {
            rows.add(
                    new ConsolidateRow(
                            KEEP,
                            node.node(),
                            node.share(),
                            "",
                            monthly(node.hourlyUsd(), bill),
                            node.reason().sentence()));
        }
        int moves = plan.remove().stream().mapToInt(node -> node.moves().size()).sum();
        int all = plan.remove().size() + plan.keep().size();
        rows.add(total("total before", Words.counted(all, "node"), "", bill.before(), ""));
        rows.add(
                total(
                        "total after",
                        Words.counted(plan.keep().size(), "node"),
                        "",
                        bill.after(),
                        ""));
        rows.add(
                total(
                        SAVING,
                        Words.counted(plan.remove().size(), "node"),
                        Integer.toString(moves),
                        bill.before().subtract(bill.after()),
                        promise(plan)));
        rows.add(
                total(
                        "lower bound",
                        "",
                        "",
                        bill.lowerBound(),
                        "gap " + bill.gapPercent().toPlainString() + " %"));
        return List.copyOf(rows);
    }

    private static String promise(ConsolidatePlan plan) {
        if (plan.rehearsals() == 0) {
            return "a placement exists; not rehearsed";
        }
        return "every pod found a node in %d rehearsals%s"
                .formatted(
                        plan.rehearsals(),
                        plan.evictions().isEmpty()
                                ? ""
                                : ", evicted one by one in the order that -o json has");
    }

    private static ConsolidateRow total(
            String part, String nodes, String moves, BigDecimal usd, String note) {
        return new ConsolidateRow(part, nodes, Optional.empty(), moves, usd.toPlainString(), note);
    }

    private static String percent(Optional<BigDecimal> share) {
        return share.map(taken -> taken.movePointRight(2).setScale(0, RoundingMode.HALF_UP) + "%")
                .orElse("");
    }

    private static String monthly(Optional<BigDecimal> hourlyUsd, ConsolidateBill bill) {
        return hourlyUsd
                .map(usd ->
                        usd.multiply(bill.hoursPerMonth())
                                .setScale(2, RoundingMode.HALF_UP)
                                .toPlainString())
                .orElse("");
    }

    /** How plans are laid out for people. */
    public static Table<ConsolidateRow> table() {
        return new Table<>(
                Stream.of(
                                Column.<ConsolidateRow>of("part", ConsolidateRow::part)
                                        .coloured(row ->
                                                row.part.equals(REMOVE)
                                                        ? Colour.GOOD
                                                        : Colour.NONE),
                                Column.of("node", ConsolidateRow::node),
                                Column.ofNumbers("share", ConsolidateRow::exactShare)
                                        .shownAs(row -> percent(row.share)),
                                Column.ofNumbers("moves", ConsolidateRow::moves),
                                Column.<ConsolidateRow>ofNumbers(
                                                "usd-per-month", ConsolidateRow::usdPerMonth)
                                        .coloured(row ->
                                                row.part.equals(SAVING)
                                                        ? Colour.GOOD
                                                        : Colour.NONE),
                                Column.of("note", ConsolidateRow::note))
                        .map(column -> column.below(ConsolidateRow::ofTheWhole))
                        .toList());
    }

    private String exactShare() {
        return share.map(BigDecimal::toPlainString).orElse("");
    }

    private boolean ofTheWhole() {
        return !part.equals(REMOVE) && !part.equals(KEEP);
    }

    /** The nodes that can go, for {@code -o name}. */
    public @Nullable String resourceName() {
        return part.equals(REMOVE) ? "node/" + node : null;
    }
}
