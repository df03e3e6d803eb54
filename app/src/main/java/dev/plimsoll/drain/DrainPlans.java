package dev.plimsoll.drain;

import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainStep;
import dev.plimsoll.output.Colour;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import java.util.List;

/** The plans for some nodes in every form that a command writes. */
public record DrainPlans(List<DrainPlan> plans) {

    /** One line: a pod of a node. */
    public record Row(String node, DrainStep step) {}

    public List<Row> rows() {
        return plans.stream()
                .flatMap(plan -> plan.steps().stream().map(step -> new Row(plan.node(), step)))
                .toList();
    }

    public Object document() {
        return DrainDocument.of(plans);
    }

    /** A sentence for each node: how it ends, and whether something is in the way. */
    public List<String> sentences() {
        return plans.stream().map(DrainPlans::sentence).toList();
    }

    public boolean blocked() {
        return plans.stream().anyMatch(DrainPlan::blocked);
    }

    private static String sentence(DrainPlan plan) {
        String ending =
                plan.end().id().isEmpty()
                        ? "no machine would be ended, for " + plan.end().reason()
                        : "%s is to be ended by %s, for %s"
                                .formatted(
                                        plan.end().id(), plan.end().endedBy(), plan.end().reason());
        return "%s: %d pods leave; %s%s."
                .formatted(
                        plan.node(),
                        plan.leaving().size(),
                        ending,
                        plan.blocked() ? "; some pod cannot be evicted now" : "");
    }

    /** How plans are laid out for people. */
    public static Table<Row> table() {
        return new Table<>(
                List.of(
                        Column.of("node", Row::node),
                        Column.<Row>of("order", row -> Integer.toString(row.step().order())),
                        Column.<Row>of("pod", row -> row.step().pod().key()),
                        Column.<Row>of("action", row -> row.step().action().toString())
                                .coloured(DrainPlans::colour),
                        Column.<Row>of("tier", row -> row.step().tier().toString()),
                        Column.<Row>of(
                                        "priority",
                                        row -> Integer.toString(row.step().pod().priority()))
                                .onlyWide(),
                        Column.<Row>of("budget", DrainPlans::budget).onlyWide(),
                        Column.<Row>of("reason", row -> row.step().reason())));
    }

    private static String budget(Row row) {
        return row.step()
                .budget()
                .map(budget -> budget.name() + " allows " + budget.disruptionsAllowed())
                .orElse("");
    }

    private static Colour colour(Row row) {
        return row.step().obstacle().isPresent() ? Colour.BAD : Colour.NONE;
    }
}
