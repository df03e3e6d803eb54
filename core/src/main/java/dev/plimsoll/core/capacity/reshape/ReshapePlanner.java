package dev.plimsoll.core.capacity.reshape;

import dev.plimsoll.core.capacity.Measure;
import dev.plimsoll.core.capacity.Offer;
import dev.plimsoll.core.capacity.reshape.ReshapePlan.Bill;
import dev.plimsoll.core.capacity.reshape.ReshapePlan.NodeGroup;
import dev.plimsoll.core.capacity.reshape.ReshapePlan.Placement;
import dev.plimsoll.core.capacity.reshape.ReshapePlan.Unplaced;
import dev.plimsoll.core.fleet.Pod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Plans the cheapest mix of instance types that carries a fleet; {@link MixSearch} says how. Pods
 * are weighed by what they request and may use, and by their number; constraints on where a pod may
 * run are not weighed.
 */
public final class ReshapePlanner {

    private static final int NANOS = 9;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ReshapeOptions options;
    private final List<Measure> measures;

    public ReshapePlanner(ReshapeOptions options) {
        this.options = options;
        measures = Measure.of(options.resource(), options.basis(), options.cpuOvercommit());
    }

    /**
     * Plans.
     *
     * @param current the nodes there are, priced
     * @param all the pods there are
     * @param offers what may be chosen from, at least one; the result does not depend on the order
     */
    public ReshapePlan plan(
            Collection<NodeGroup> current, List<Pod> all, Collection<Offer> offers) {
        MovingLoad load = MovingLoad.of(all, measures);
        List<Offer> sorted =
                offers.stream().sorted(Comparator.comparing(Offer::instanceType)).toList();
        double[][] rooms =
                sorted.stream().map(offer -> roomBeside(load, offer)).toArray(double[][]::new);
        List<Pod> placeable = new ArrayList<>();
        List<Unplaced> unplaced = new ArrayList<>();
        for (Pod pod : load.pods()) {
            String reason = Refusal.reason(measures, Measure.loads(measures, pod), rooms);
            if (reason.isEmpty()) {
                placeable.add(pod);
            } else {
                unplaced.add(new Unplaced(pod.key(), reason));
            }
        }
        Bill before = bill(current);
        return Arrays.stream(rooms).noneMatch(Choice::usable)
                ? summary(before, List.of(), 0, List.of(), unplaced)
                : search(before, sorted, rooms, placeable, unplaced);
    }

    private double[] roomBeside(MovingLoad load, Offer offer) {
        double[] room = Measure.rooms(measures, offer.allocatable());
        for (int d = 0; d < room.length; d++) {
            room[d] -= load.perNode()[d];
        }
        return room;
    }

    private ReshapePlan search(
            Bill before,
            List<Offer> offers,
            double[][] rooms,
            List<Pod> pods,
            List<Unplaced> unplaced) {
        int[] usable = Choice.of(offers, rooms);
        Problem problem =
                new Problem(
                        pods.stream()
                                .map(pod -> Measure.loads(measures, pod))
                                .toArray(double[][]::new),
                        IntStream.of(usable).mapToObj(type -> rooms[type]).toArray(double[][]::new),
                        IntStream.of(usable)
                                .mapToDouble(type -> nanoUsd(offers.get(type)))
                                .toArray(),
                        options.leastNodes());
        MixSearch.Found found = new MixSearch(problem).search();
        Map<String, List<Integer>> binsByType = new TreeMap<>();
        for (int bin = 0; bin < found.packing().bins(); bin++) {
            String type = offers.get(usable[found.packing().typeOf(bin)]).instanceType();
            binsByType.computeIfAbsent(type, absent -> new ArrayList<>()).add(bin);
        }
        List<NodeGroup> groups = new ArrayList<>();
        List<Placement> placements = new ArrayList<>();
        binsByType.forEach((type, bins) -> {
            Offer offer = offers.get(usable[found.packing().typeOf(bins.getFirst())]);
            groups.add(new NodeGroup(type, bins.size(), offer.usdPerHour()));
            for (int number = 1; number <= bins.size(); number++) {
                placements.add(
                        new Placement(
                                type + "/" + number,
                                keys(found.packing(), bins.get(number - 1), pods)));
            }
        });
        return summary(before, groups, found.bound(), placements, unplaced);
    }

    private static double nanoUsd(Offer offer) {
        return Math.max(
                1,
                offer.usdPerHour()
                        .movePointRight(NANOS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .doubleValue());
    }

    private static List<String> keys(Packing packing, int bin, List<Pod> pods) {
        return IntStream.of(packing.members(bin))
                .mapToObj(item -> pods.get(item).key())
                .sorted()
                .toList();
    }

    private Bill bill(Collection<NodeGroup> groups) {
        BigDecimal hourly =
                groups.stream()
                        .map(group -> group.hourlyUsd().multiply(BigDecimal.valueOf(group.count())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Bill(List.copyOf(groups), monthly(hourly));
    }

    private BigDecimal monthly(BigDecimal hourlyUsd) {
        return hourlyUsd.multiply(options.hoursPerMonth()).setScale(2, RoundingMode.HALF_UP);
    }

    private ReshapePlan summary(
            Bill before,
            List<NodeGroup> groups,
            double boundNanoUsd,
            List<Placement> placements,
            List<Unplaced> unplaced) {
        Bill after = bill(groups);
        BigDecimal bound =
                monthly(BigDecimal.valueOf(boundNanoUsd).movePointLeft(NANOS))
                        .min(after.monthlyUsd());
        BigDecimal gap =
                bound.signum() == 0
                        ? BigDecimal.ZERO
                        : after.monthlyUsd()
                                .subtract(bound)
                                .multiply(HUNDRED)
                                .divide(bound, 2, RoundingMode.UP);
        return new ReshapePlan(
                before,
                after,
                before.monthlyUsd().subtract(after.monthlyUsd()),
                bound,
                gap,
                placements,
                unplaced);
    }
}
