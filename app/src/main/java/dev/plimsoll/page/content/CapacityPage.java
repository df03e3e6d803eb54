package dev.plimsoll.page.content;

import dev.plimsoll.capacity.CapacityDocument;
import dev.plimsoll.capacity.CapacityDocument.NodeEntry;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What the page of {@code capacity -o html} shows: the figures of the JSON, laid out. */
public record CapacityPage(
        String asOf,
        String version,
        CapacityDocument document,
        LoadLines lines,
        List<String> verdict,
        List<Meter> meters,
        Skyline skyline,
        Distribution distribution,
        List<NodeLine> nodes,
        List<WorkloadLine> workloads,
        Qos qos) {

    /**
     * Lays a report out.
     *
     * @param wanted the share of allocatable memory that limits should not be over
     * @param version of this program
     */
    public static CapacityPage of(
            CapacityDocument document, OptionalDouble wanted, String version) {
        LoadLines lines = new LoadLines(wanted);
        List<NodeEntry> entries = NodeLine.fullestFirst(document.nodes());
        double most =
                entries.isEmpty() ? 0 : Load.orNothing(entries.getFirst().share().memoryLimits());
        Scale scale = Scale.upTo(Math.max(most, wanted.orElse(0)));
        List<NodeLine> nodes =
                IntStream.range(0, entries.size())
                        .mapToObj(i -> NodeLine.of(i, entries.get(i), lines, scale.end()))
                        .toList();
        return new CapacityPage(
                document.asOf().replace('T', ' ').replaceFirst(":\\d\\d(\\.\\d+)?Z$", " UTC"),
                version,
                document,
                lines,
                Verdict.of(document, lines),
                Meter.of(document.total(), document.nodes(), lines, scale.end()),
                Skyline.of(nodes, scale),
                Distribution.of(nodes, scale, lines),
                nodes,
                WorkloadLine.of(document.workloads(), document.total()),
                Qos.of(document.total()));
    }
}
