package dev.plimsoll.core.capacity.reshape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs all items into a given set of bins, and into more where these are too few. The largest
 * items go first, each into the bin that a {@link FitRule} likes best; what finds no place is
 * worked in by {@link Ejection}, or gets bins of its own. A pass costs items times bins, and every
 * pass is paid for out of a budget, so that the work is bounded and the same on every machine.
 */
final class Packer {

    /** From this many items times bins on, a pass is dear enough to be choosy. */
    private static final long LARGE = 3_000_000;

    private static final long EJECTION_WORK = 1_500_000;

    /** Up to so many items left over are worth the trouble of working them in. */
    private static final int FEW = 20;

    private static final List<FitRule> FITS = List.of(FitRule.values());

    private final Problem problem;
    private final double[] demand;
    private final Integer[] order;
    private final double[] size;
    private long budget;
    private @Nullable FitRule proven;

    /**
     * @param budget how many times an item may be held against a bin, all packings together
     */
    Packer(Problem problem, long budget) {
        this.problem = problem;
        this.budget = budget;
        demand = problem.demand();
        size = new double[problem.loads().length];
        order = IntStream.range(0, size.length).boxed().toArray(Integer[]::new);
    }

    boolean spent() {
        return budget <= 0;
    }

    /**
     * A finished try.
     *
     * @param asPlanned whether the given bins were enough
     */
    record Try(Packing packing, boolean asPlanned) {}

    /** Packs into as many bins of each type as counted, and more where these do not suffice. */
    Try pack(Problem chosen, int[] counts) {
        int bins = Arrays.stream(counts).sum();
        double[] room = Demand.whole(chosen).room(chosen, counts);
        double[] weights = weights(room, bins);
        sort(weights);
        boolean large = (long) size.length * bins > LARGE;
        Packing best = null;
        for (FitRule rule : large && proven != null ? List.of(proven) : FITS) {
            Packing packing = Packing.ofMix(chosen, counts);
            int[] left = pass(packing, rule, weights);
            if (left.length == 0) {
                return new Try(packing, true);
            }
            Packing whole = overflow(chosen, packing, left);
            if (best == null || whole.cost() < best.cost()) {
                best = whole;
                if (large) {
                    proven = rule;
                }
            }
            if (spent()) {
                break;
            }
        }
        return new Try(Objects.requireNonNull(best), false);
    }

    /** Opens bins for what is left over: each time the type that takes most of it for its price. */
    private Packing overflow(Problem chosen, Packing packing, int[] items) {
        Packing larger = packing;
        List<Integer> left = new ArrayList<>(IntStream.of(items).boxed().toList());
        left.sort(Comparator.comparingDouble((Integer item) -> -size[item]));
        while (!left.isEmpty()) {
            int best = -1;
            double most = -1;
            for (int type = 0; type < chosen.types(); type++) {
                double taken =
                        fill(left, chosen.rooms()[type].clone()).stream()
                                        .mapToDouble(item -> size[item])
                                        .sum()
                                / chosen.prices()[type];
                if (taken > most
                        && Problem.fits(problem.loads()[left.getFirst()], chosen.rooms()[type])) {
                    most = taken;
                    best = type;
                }
            }
            larger = larger.with(best);
            List<Integer> taken = fill(left, chosen.rooms()[best].clone());
            for (int item : taken) {
                larger.put(item, larger.bins() - 1);
            }
            left.removeAll(new HashSet<>(taken));
        }
        return larger;
    }

    private List<Integer> fill(List<Integer> items, double[] room) {
        List<Integer> taken = new ArrayList<>();
        for (int item : items) {
            double[] load = problem.loads()[item];
            if (Problem.fits(load, room)) {
                taken.add(item);
                for (int d = 0; d < room.length; d++) {
                    room[d] -= load[d];
                }
            }
        }
        return taken;
    }

    /**
     * Opens a bin of the cheapest type that holds the item whenever none that is open does. It
     * always works, and is seldom good.
     */
    Packing oneByOne() {
        int[] typeOf = new int[order.length];
        double[] unit = new double[demand.length];
        for (int d = 0; d < unit.length; d++) {
            unit[d] = demand[d] > 0 ? 1 / demand[d] : 0;
        }
        sort(unit);
        double[][] left = new double[order.length][];
        int[] binOf = new int[order.length];
        int bins = 0;
        for (int item : order) {
            double[] load = problem.loads()[item];
            int bin = 0;
            while (bin < bins && !Problem.fits(load, left[bin])) {
                bin++;
            }
            if (bin == bins) {
                typeOf[bins] = cheapestFor(load);
                left[bins++] = problem.rooms()[typeOf[bin]].clone();
            }
            binOf[item] = bin;
            for (int d = 0; d < load.length; d++) {
                left[bin][d] -= load[d];
            }
        }
        int needed = Math.max(bins, problem.minBins());
        Packing packing = new Packing(problem, padded(typeOf, bins, needed));
        for (int item : order) {
            packing.put(item, binOf[item]);
        }
        return packing;
    }

    /** Fills up with the cheapest type. */
    private int[] padded(int[] typeOf, int bins, int needed) {
        int[] types = Arrays.copyOf(typeOf, needed);
        Arrays.fill(types, bins, needed, cheapestFor(new double[demand.length]));
        return types;
    }

    private int cheapestFor(double[] load) {
        int cheapest = -1;
        for (int type = 0; type < problem.types(); type++) {
            boolean cheaper = cheapest < 0 || problem.prices()[type] < problem.prices()[cheapest];
            if (cheaper && Problem.fits(load, problem.rooms()[type])) {
                cheapest = type;
            }
        }
        return cheapest;
    }

    /** A dimension weighs what share of its room is needed: one that never binds weighs little. */
    private double[] weights(double[] room, int bins) {
        double[] weights = new double[room.length];
        for (int d = 0; d < weights.length; d++) {
            if (room[d] > 0) {
                weights[d] = demand[d] / room[d] * bins / room[d];
            }
        }
        return weights;
    }

    private void sort(double[] weights) {
        for (int item = 0; item < size.length; item++) {
            double sum = 0;
            double most = 0;
            for (int d = 0; d < weights.length; d++) {
                double share = problem.loads()[item][d] * weights[d];
                sum += share;
                most = Math.max(most, share);
            }
            size[item] = sum + most * weights.length;
        }
        Arrays.sort(order, Comparator.comparingDouble((Integer item) -> -size[item]));
    }

    private int[] pass(Packing packing, FitRule rule, double[] weights) {
        int[] open = IntStream.range(0, packing.bins()).toArray();
        int opened = open.length;
        int[] leftOver = new int[order.length];
        int left = 0;
        for (int place = 0; place < order.length; place++) {
            int item = order[place];
            int bin = best(packing, rule, weights, item, open, opened);
            if (bin >= 0) {
                packing.put(item, bin);
            } else {
                leftOver[left++] = item;
            }
            if (place % 64 == 63) {
                opened = dropFull(packing, open, opened);
            }
        }
        int[] waiting = Arrays.copyOf(leftOver, left);
        if (left > Math.max(FEW, order.length / 50)) {
            return waiting;
        }
        Ejection ejection = new Ejection(problem, packing, size);
        int[] hopeless = ejection.place(waiting, EJECTION_WORK);
        budget -= ejection.work();
        return hopeless;
    }

    private int best(
            Packing packing, FitRule rule, double[] weights, int item, int[] open, int opened) {
        double[] load = problem.loads()[item];
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < opened; at++) {
            double[] left = packing.left(open[at]);
            if (Problem.fits(load, left)) {
                double score = rule.score(load, left, weights);
                if (score > bestScore) {
                    bestScore = score;
                    best = open[at];
                }
            }
        }
        budget -= opened;
        return best;
    }

    /** Passes bins over from now on that take not even one more pod: dimension 0 counts them. */
    private static int dropFull(Packing packing, int[] open, int opened) {
        int kept = 0;
        for (int at = 0; at < opened; at++) {
            if (packing.left(open[at])[0] >= 1) {
                open[kept++] = open[at];
            }
        }
        return kept;
    }
}
