package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.Catalog;
import dev.plimsoll.core.capacity.CatalogException;
import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.capacity.Offer;
import dev.plimsoll.core.capacity.PriceTable;
import dev.plimsoll.core.capacity.reshape.ReshapeOptions;
import dev.plimsoll.core.capacity.reshape.ReshapePlan;
import dev.plimsoll.core.capacity.reshape.ReshapePlan.NodeGroup;
import dev.plimsoll.core.capacity.reshape.ReshapePlanner;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.shell.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A plan in every form a command writes it.
 *
 * @param warnings sentences about what a table cannot show
 */
public record Reshape(List<ReshapeRow> rows, ReshapeDocument document, List<String> warnings) {

    /**
     * What may be chosen from.
     *
     * @param region empty for that of the nodes
     * @param types patterns; none for all that are sensible
     * @param architecture {@code amd64}, {@code arm64} or {@code any}; empty for those of the nodes
     */
    public record Choice(
            Optional<String> region, List<String> types, Optional<String> architecture) {}

    /**
     * Plans.
     *
     * @throws CommandFailure for a region or a type that nothing is known of
     */
    public static Reshape plan(
            CapacityFleet fleet, PriceBook book, Choice choice, ReshapeOptions options) {
        if (fleet.nodes().isEmpty()) {
            throw new CommandFailure(
                    "there is no node that was asked for, so there is nothing to reshape.");
        }
        String region = choice.region().orElseGet(() -> PriceBook.regionOf(fleet.nodes()));
        try {
            Catalog catalog = book.catalog(region, fleet.nodes());
            List<Offer> offers =
                    catalog.offers(choice.types(), architectures(choice, fleet.nodes()));
            List<NodeGroup> current = current(fleet.nodes(), catalog);
            ReshapePlan plan = new ReshapePlanner(options).plan(current, fleet.pods(), offers);
            return new Reshape(
                    ReshapeRow.of(plan, options.hoursPerMonth()),
                    ReshapeDocument.of(plan, options, region, asOf(plan, catalog)),
                    warnings(plan, fleet));
        } catch (CatalogException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static Set<String> architectures(Choice choice, List<Node> nodes) {
        if (choice.architecture().isPresent()) {
            String only = choice.architecture().get();
            return only.equals("any") ? Set.of() : Set.of(only);
        }
        Set<String> present = new TreeSet<>();
        nodes.forEach(node -> present.add(NodeTraits.of(node).architecture()));
        present.remove("");
        // Images are known to run where they run now, but not on which of two kinds of node.
        return present.size() == 1 ? present : Set.of("amd64");
    }

    private static List<NodeGroup> current(List<Node> nodes, Catalog catalog)
            throws CatalogException {
        Map<String, Integer> counts = new TreeMap<>();
        nodes.forEach(node -> counts.merge(NodeTraits.of(node).instanceType(), 1, Integer::sum));
        List<NodeGroup> groups = new ArrayList<>();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            groups.add(
                    new NodeGroup(
                            count.getKey(),
                            count.getValue(),
                            catalog.price(count.getKey()).usdPerHour()));
        }
        return List.copyOf(groups);
    }

    /** The oldest date of the prices that were used. */
    private static String asOf(ReshapePlan plan, Catalog catalog) {
        Set<String> dates = new TreeSet<>();
        for (ReshapePlan.Bill bill : List.of(plan.before(), plan.after())) {
            bill.nodes()
                    .forEach(group ->
                            catalog.knownPrice(group.instanceType())
                                    .map(PriceTable.Price::asOf)
                                    .ifPresent(dates::add));
        }
        dates.remove("");
        return dates.isEmpty() ? "" : dates.iterator().next();
    }

    private static List<String> warnings(ReshapePlan plan, CapacityFleet fleet) {
        List<String> warnings = new ArrayList<>(Words.ofNoPods(fleet.pods()));
        long unbounded =
                fleet.pods().stream()
                        .filter(Pod::counted)
                        .mapToLong(pod -> pod.unbounded().memoryContainers())
                        .sum();
        if (unbounded > 0) {
            warnings.add(
                    Words.counted(unbounded, "container", "has", "have")
                            + " no memory limit; weighed is what is requested.");
        }
        long spot =
                fleet.nodes().stream()
                        .filter(node -> NodeTraits.of(node).capacityType().equals("spot"))
                        .count();
        if (spot > 0) {
            warnings.add(
                    "%s; counted is the on-demand price."
                            .formatted(
                                    Words.counted(
                                            spot,
                                            "node",
                                            "is a spot instance",
                                            "are spot instances")));
        }
        if (!plan.unplaced().isEmpty()) {
            warnings.add(
                    Words.counted(plan.unplaced().size(), "pod", "has", "have")
                            + " no place in this plan: "
                            + plan.unplaced().stream()
                                    .limit(3)
                                    .map(pod -> pod.pod() + " (" + pod.reason() + ")")
                                    .collect(Collectors.joining(", "))
                            + (plan.unplaced().size() > 3 ? ", and others" : "")
                            + ".");
        }
        return List.copyOf(warnings);
    }
}
