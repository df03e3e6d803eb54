package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.reshape.ReshapePlan;
import dev.plimsoll.core.capacity.reshape.ReshapePlan.NodeGroup;
import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of a plan: nodes of a type before or after, or what comes of the whole. */
public record ReshapeRow(
        String part,
        String instanceType,
        String nodes,
        String usdPerHour,
        String usdPerMonth,
        String note) {

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    static List<ReshapeRow> of(ReshapePlan plan, BigDecimal hoursPerMonth) {
        List<ReshapeRow> rows = new ArrayList<>();
        plan.before().nodes().forEach(group -> rows.add(group(BEFORE, group, hoursPerMonth)));
        plan.after().nodes().forEach(group -> rows.add(group(AFTER, group, hoursPerMonth)));
        int before = count(plan.before());
        int after = count(plan.after());
        rows.add(total("total before", before, plan.before().monthlyUsd(), ""));
        rows.add(total("total after", after, plan.after().monthlyUsd(), ""));
        rows.add(total("saving", before - after, plan.savingsUsd(), ""));
        rows.add(
                new ReshapeRow(
                        "lower bound",
                        "",
                        "",
                        "",
                        plan.lowerBoundUsd().toPlainString(),
                        "gap " + plan.gapPercent().toPlainString() + " %"));
        return List.copyOf(rows);
    }

    private static ReshapeRow group(String part, NodeGroup group, BigDecimal hoursPerMonth) {
        return new ReshapeRow(
                part,
                group.instanceType(),
                Integer.toString(group.count()),
                group.hourlyUsd().toPlainString(),
                group.hourlyUsd()
                        .multiply(BigDecimal.valueOf(group.count()))
                        .multiply(hoursPerMonth)
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString(),
                "");
    }

    private static ReshapeRow total(String part, int nodes, BigDecimal usd, String note) {
        return new ReshapeRow(part, "", Integer.toString(nodes), "", usd.toPlainString(), note);
    }

    private static int count(ReshapePlan.Bill bill) {
        return bill.nodes().stream().mapToInt(NodeGroup::count).sum();
    }

    /** How plans are laid out for people. */
    public static Table<ReshapeRow> table() {
        return new Table<>(
                Stream.of(
                                Column.of("part", ReshapeRow::part),
                                Column.of("instance-type", ReshapeRow::instanceType),
                                Column.ofNumbers("nodes", ReshapeRow::nodes),
                                Column.ofNumbers("usd-per-hour", ReshapeRow::usdPerHour),
                                Column.<ReshapeRow>ofNumbers(
                                                "usd-per-month", ReshapeRow::usdPerMonth)
                                        .coloured(ReshapeRow::colour),
                                Column.of("note", ReshapeRow::note))
                        .map(column -> column.below(ReshapeRow::ofTheWhole))
                        .toList());
    }

    private boolean ofTheWhole() {
        return !part.equals(BEFORE) && !part.equals(AFTER);
    }

    private static Colour colour(ReshapeRow row) {
        if (!row.part.equals("saving")) {
            return Colour.NONE;
        }
        return row.usdPerMonth.startsWith("-") ? Colour.BAD : Colour.GOOD;
    }

    /** The instance types of the plan, for {@code -o name}. */
    public @Nullable String resourceName() {
        return part.equals(AFTER) ? instanceType : null;
    }
}
