package dev.plimsoll.preview;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelStep;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node's part in a policy's plan. */
public record PreviewRow(String policy, Node node, Part part, String reason) {

    private static final String OTHERS_FIRST = "other nodes come first";

    /** What becomes of a node, in the order of the rows. */
    public enum Part {
        KEEP("keeps"),
        REFRESH("refresh"),
        ADD("add"),
        REMOVE("remove"),
        INELIGIBLE("not eligible"),
        SPARE("not chosen");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Gives every node's part: the selected ones first, in the order of the strategy. */
    static List<PreviewRow> of(LabelPlan plan, Collection<Node> nodes) {
        Map<String, PreviewRow> rows = new HashMap<>();
        for (Node node : nodes) {
            rows.put(node.name(), new PreviewRow(plan.policy(), node, Part.SPARE, OTHERS_FIRST));
        }
        plan.ineligible()
                .forEach(unfit ->
                        rows.computeIfPresent(
                                unfit.node(),
                                (name, row) -> row.as(Part.INELIGIBLE, unfit.reason().phrase())));
        plan.selected()
                .forEach(name -> rows.computeIfPresent(name, (key, row) -> row.as(Part.KEEP, "")));
        for (LabelStep step : plan.steps()) {
            Part part =
                    switch (step) {
                        case LabelStep.Remove ignored -> Part.REMOVE;
                        case LabelStep.Refresh ignored -> Part.REFRESH;
                        case LabelStep.Add ignored -> Part.ADD;
                    };
            rows.computeIfPresent(step.patch().node(), (name, row) -> row.as(part, step.reason()));
        }
        return ordered(rows, plan);
    }

    private static List<PreviewRow> ordered(Map<String, PreviewRow> rows, LabelPlan plan) {
        Set<String> names = new LinkedHashSet<>(plan.selected());
        names.addAll(plan.removals());
        rows.values().stream()
                .sorted(
                        Comparator.comparing(PreviewRow::part)
                                .thenComparing(row -> row.node.name()))
                .forEach(row -> names.add(row.node.name()));
        return names.stream().map(rows::get).toList();
    }

    private PreviewRow as(Part part, String reason) {
        return new PreviewRow(policy, node, part, reason);
    }
}
