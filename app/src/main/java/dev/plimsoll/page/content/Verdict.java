package dev.plimsoll.page.content;

import dev.plimsoll.capacity.CapacityDocument;
import dev.plimsoll.capacity.CapacityDocument.NodeEntry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Says in a few sentences what the graphs show. */
final class Verdict {

    private static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

    private Verdict() {}

    static List<String> of(CapacityDocument document, LoadLines lines) {
        List<String> sentences = new ArrayList<>();
        int nodes = document.nodes().size();
        if (nodes == 0) {
            return List.of("There are no nodes here.");
        }
        sentences.add(
                "Memory limits add up to %s of what %s, requests to %s."
                        .formatted(
                                Figures.percent(document.total().share().memoryLimits()),
                                nodes == 1
                                        ? "the node offers"
                                        : Figures.count(nodes) + " nodes offer",
                                Figures.percent(document.total().share().memoryRequests())));
        sentences.add(over(document.nodes(), lines));
        int open = document.total().unbounded().memoryContainers();
        if (open > 0) {
            sentences.add(
                    "%s no memory limit: no sum knows what %s may use."
                            .formatted(
                                    Figures.counted(open, "container has", "containers have"),
                                    open == 1 ? "it" : "they"));
        }
        money(document.nodes(), sentences);
        return List.copyOf(sentences);
    }

    private static String over(List<NodeEntry> nodes, LoadLines lines) {
        long over = count(nodes, lines, LoadLines.Zone.OVER);
        StringBuilder sentence = new StringBuilder();
        if (over == 0) {
            sentence.append("No node is over 100%");
        } else {
            sentence.append(Figures.counted(over, "node is", "nodes are"))
                    .append(" over 100%: there, containers within their limits can be killed")
                    .append(" for want of memory");
        }
        lines.wanted()
                .ifPresent(share -> {
                    long high = over + count(nodes, lines, LoadLines.Zone.HIGH);
                    sentence.append(
                            "; %s over the line of %s, %s not"
                                    .formatted(
                                            Figures.counted(high, "is", "are"),
                                            Figures.line(share),
                                            Figures.counted(nodes.size() - high, "is", "are")));
                });
        return sentence.append('.').toString();
    }

    private static long count(List<NodeEntry> nodes, LoadLines lines, LoadLines.Zone zone) {
        return nodes.stream()
                .filter(node -> lines.zone(node.share().memoryLimits()) == zone)
                .count();
    }

    private static void money(List<NodeEntry> nodes, List<String> sentences) {
        List<BigDecimal> prices =
                nodes.stream().map(NodeEntry::hourlyUsd).filter(Objects::nonNull).toList();
        if (prices.isEmpty()) {
            return;
        }
        BigDecimal monthly =
                prices.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .multiply(HOURS_PER_MONTH)
                        .setScale(2, RoundingMode.HALF_UP);
        sentences.add(
                String.format(
                        Locale.ROOT,
                        "%s $%,.2f on demand in a month of %s hours.",
                        prices.size() == nodes.size()
                                ? "The nodes cost"
                                : Figures.count(prices.size())
                                        + " of the nodes, whose price is known, cost",
                        monthly,
                        HOURS_PER_MONTH));
    }
}
