package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.PriceTable;
import dev.plimsoll.core.capacity.report.CapacityReport;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.output.Table;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * A report in every form a command writes it.
 *
 * @param document is made when it is asked for: a table does without
 * @param warnings sentences about what a table cannot show
 */
public record CapacityResult(
        Table<CapacityRow> table,
        List<CapacityRow> rows,
        Supplier<CapacityDocument> document,
        List<String> warnings) {

    /**
     * Adds a fleet up.
     *
     * @param namespace only its pods count; empty for all
     * @param now for a source that does not say when the fleet looked like this
     */
    public static CapacityResult of(
            CapacityFleet fleet,
            CapacityView view,
            String namespace,
            boolean podDetails,
            PriceBook prices,
            Instant now) {
        List<Pod> pods =
                namespace.isEmpty()
                        ? fleet.pods()
                        : fleet.pods().stream()
                                .filter(pod -> pod.namespace().equals(namespace))
                                .toList();
        CapacityReport report = CapacityReport.of(fleet.nodes(), pods);
        return new CapacityResult(
                CapacityTable.of(view),
                view.rows(report),
                () ->
                        CapacityDocument.of(
                                report,
                                fleet.asOf().orElse(now),
                                load ->
                                        prices.priceOf(load.traits())
                                                .map(PriceTable.Price::usdPerHour),
                                podDetails ? pods : null),
                warnings(report, namespace));
    }

    private static List<String> warnings(CapacityReport report, String namespace) {
        if (report.nodes().isEmpty() && report.total().pods() == 0) {
            return List.of("there is no node that was asked for.");
        }
        if (report.total().pods() == 0) {
            return List.of(
                    namespace.isEmpty()
                            ? "no pod is bound to these nodes."
                            : "no pod of the namespace \"%s\" is bound to these nodes."
                                    .formatted(namespace));
        }
        List<String> strangers = report.strangers();
        return strangers.isEmpty()
                ? List.of()
                : List.of(
                        "%s bound to nodes that the fleet does not have, %s first; no node carries them here."
                                .formatted(
                                        Words.counted(strangers.size(), "pod", "is", "are"),
                                        strangers.getFirst()));
    }
}
