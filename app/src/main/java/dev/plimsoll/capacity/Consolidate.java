package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.capacity.PriceTable;
import dev.plimsoll.core.capacity.consolidate.ConsolidateFleet;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlanner;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.shell.CommandFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A plan in every form a command writes it.
 *
 * @param warnings sentences about what a table cannot show
 */
public record Consolidate(
        List<ConsolidateRow> rows, ConsolidateDocument document, List<String> warnings) {

    /**
     * Plans.
     *
     * @throws CommandFailure for a fleet without nodes
     */
    public static Consolidate plan(
            ConsolidateInput input,
            PriceBook book,
            ConsolidateOptions options,
            BigDecimal hoursPerMonth) {
        ConsolidateFleet fleet = input.fleet();
        if (fleet.machines().isEmpty()) {
            throw new CommandFailure("the fleet has no nodes, so there is nothing to consolidate.");
        }
        ConsolidatePlan plan = new ConsolidatePlanner(options).plan(fleet);
        ConsolidateBill bill = ConsolidateBill.of(plan, hoursPerMonth, asOf(fleet, book));
        return new Consolidate(
                ConsolidateRow.of(plan, bill),
                ConsolidateDocument.of(plan, options, bill),
                warnings(input));
    }

    /** The oldest date of the prices that were used. */
    private static String asOf(ConsolidateFleet fleet, PriceBook book) {
        Set<String> dates = new TreeSet<>();
        fleet.machines()
                .forEach(machine ->
                        book.priceOf(NodeTraits.of(machine.node()))
                                .map(PriceTable.Price::asOf)
                                .ifPresent(dates::add));
        dates.remove("");
        return dates.isEmpty() ? "" : dates.iterator().next();
    }

    private static List<String> warnings(ConsolidateInput input) {
        ConsolidateFleet fleet = input.fleet();
        List<String> warnings =
                new ArrayList<>(
                        Words.ofNoPods(fleet.pods().stream().map(ScheduledPod::pod).toList()));
        if (!input.leftOut().isEmpty()) {
            warnings.add(
                    "the plan does not know what it could not read: "
                            + String.join(", ", input.leftOut())
                            + ".");
        }
        Set<String> claims =
                fleet.claims().stream()
                        .map(claim -> key(claim.namespace(), claim.name()))
                        .collect(Collectors.toSet());
        long unknown = fleet.pods().stream().filter(pod -> hasUnknown(pod, claims)).count();
        if (unknown > 0) {
            warnings.add(
                    "%s volume claims that were not read (pvc, pv), so that from which nodes these volumes can be reached is not known."
                            .formatted(Words.counted(unknown, "pod", "has", "have")));
        }
        long priceless =
                fleet.machines().stream().filter(machine -> machine.hourlyUsd().isEmpty()).count();
        if (priceless > 0) {
            warnings.add(
                    "%s no known price (spot instances, or types and regions that the price table lacks); counted is 0."
                            .formatted(Words.counted(priceless, "node", "has", "have")));
        }
        return List.copyOf(warnings);
    }

    private static boolean hasUnknown(ScheduledPod pod, Set<String> claims) {
        return !pod.pod().finished()
                && pod.scheduling().claims().stream()
                        .anyMatch(claim -> !claims.contains(key(pod.pod().namespace(), claim)));
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
