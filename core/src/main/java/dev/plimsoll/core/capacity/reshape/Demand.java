package dev.plimsoll.core.capacity.reshape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * States that some items together need so much room, and which types may give it: all items may use
 * any type, but those that are too large for some types need room in the others.
 *
 * @param types that hold each of the items
 * @param amounts by dimension
 */
record Demand(BitSet types, double[] amounts) {

    /** More of them would slow the bound down more than they sharpen it. */
    private static final int MOST_SPECIAL = 6;

    boolean uses(int type) {
        return types.get(type);
    }

    Demand times(double factor) {
        return new Demand(types, Arrays.stream(amounts).map(d -> d * factor).toArray());
    }

    /** Sums up everything, for any type. */
    static Demand whole(Problem problem) {
        BitSet all = new BitSet();
        all.set(0, problem.types());
        return new Demand(all, problem.demand());
    }

    /** Tells whether every item has a type that holds it. */
    static boolean coverable(Problem problem) {
        double[] least = least(problem);
        for (double[] load : problem.loads()) {
            if (!Problem.fits(load, least) && holders(problem, load).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The room that these bins have for it, by dimension. */
    double[] room(Problem problem, int[] counts) {
        double[] room = new double[amounts.length];
        for (int type = 0; type < counts.length; type++) {
            for (int d = 0; d < room.length; d++) {
                room[d] += uses(type) ? counts[type] * problem.rooms()[type][d] : 0;
            }
        }
        return room;
    }

    /** Lists what has to be covered: the whole, and the largest parts that only some types hold. */
    static List<Demand> of(Problem problem) {
        Demand whole = whole(problem);
        Map<BitSet, Integer> itemsBySet = new HashMap<>();
        Map<BitSet, double[]> amountsBySet = new HashMap<>();
        double[] least = least(problem);
        for (double[] load : problem.loads()) {
            if (!Problem.fits(load, least)) {
                BitSet holders = holders(problem, load);
                itemsBySet.merge(holders, 1, Integer::sum);
                add(amountsBySet.computeIfAbsent(holders, set -> new double[load.length]), load);
            }
        }
        List<Demand> demands = new ArrayList<>();
        demands.add(whole);
        itemsBySet.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(whole.types))
                .sorted(
                        Map.Entry.<BitSet, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_SPECIAL)
                .map(entry -> within(entry.getKey(), amountsBySet))
                .forEach(demands::add);
        return demands;
    }

    /** Sums up the items that have no other types than these. */
    private static Demand within(BitSet types, Map<BitSet, double[]> amountsBySet) {
        double[] sum = null;
        for (Map.Entry<BitSet, double[]> entry : amountsBySet.entrySet()) {
            BitSet others = (BitSet) entry.getKey().clone();
            others.andNot(types);
            if (others.isEmpty()) {
                sum = sum == null ? new double[entry.getValue().length] : sum;
                add(sum, entry.getValue());
            }
        }
        return new Demand(types, sum == null ? new double[0] : sum);
    }

    private static double[] least(Problem problem) {
        double[] least = problem.rooms()[0].clone();
        for (double[] room : problem.rooms()) {
            for (int d = 0; d < least.length; d++) {
                least[d] = Math.min(least[d], room[d]);
            }
        }
        return least;
    }

    private static BitSet holders(Problem problem, double[] load) {
        BitSet holders = new BitSet();
        for (int type = 0; type < problem.types(); type++) {
            holders.set(type, Problem.fits(load, problem.rooms()[type]));
        }
        return holders;
    }

    private static void add(double[] sum, double[] load) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += load[d];
        }
    }
}
