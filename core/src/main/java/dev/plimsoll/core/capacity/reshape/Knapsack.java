package dev.plimsoll.core.capacity.reshape;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Fills one bin with the items that are worth most: branch and bound in the order of worth for the
 * room that an item takes. The room is priced by the relaxed problem, so that no item is worth more
 * than its room. The steps are counted, not timed; after the last the best found so far is taken.
 */
final class Knapsack {

    private static final double EPSILON = 1e-9;

    private final double[][] loads;
    private final int[] counts;
    private final double[] worth;
    private final double[] room;
    private final double[] price;
    private final int[] order;
    private final double[] ratio;
    private final double[] dearest;
    private final double[][] smallest;
    private final int[] chosen;
    private int[] best;
    private double bestWorth;
    private int steps;
    private int most;

    /**
     * @param worth of an item of each kind, not below 0
     */
    Knapsack(Kinds kinds, double[] worth, double[] room) {
        loads = kinds.loads();
        counts = kinds.counts();
        this.worth = worth;
        this.room = room;
        int[] fitting =
                IntStream.range(0, kinds.size())
                        .filter(kind -> counts[kind] > 0 && Problem.fits(loads[kind], room))
                        .toArray();
        price = price(fitting);
        order =
                IntStream.of(fitting)
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingDouble(kind -> -ratio(kind))
                                        .thenComparingDouble(kind -> -worth[kind]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int size = order.length;
        ratio = IntStream.of(order).mapToDouble(this::ratio).toArray();
        dearest = new double[size + 1];
        smallest = new double[size + 1][room.length];
        Arrays.fill(smallest[size], Double.POSITIVE_INFINITY);
        for (int at = size - 1; at >= 0; at--) {
            dearest[at] = Math.max(dearest[at + 1], worth[order[at]]);
            for (int d = 0; d < room.length; d++) {
                smallest[at][d] = Math.min(smallest[at + 1][d], loads[order[at]][d]);
            }
        }
        chosen = new int[kinds.size()];
        best = new int[kinds.size()];
    }

    /**
     * Fills it.
     *
     * @param most how many branches to look at
     * @return items of each kind; none only where none fits
     */
    int[] fill(int most) {
        this.most = most;
        steps = 0;
        branch(0, room.clone(), 0);
        return best;
    }

    /** How many branches have been looked at; at least one, for the pricing of the room. */
    int steps() {
        return steps + 1;
    }

    /** What the items of the filling are worth together. */
    double worth() {
        return bestWorth;
    }

    private void branch(int at, double[] left, double soFar) {
        if (soFar > bestWorth + EPSILON * bestWorth) {
            bestWorth = soFar;
            best = chosen.clone();
        }
        if (at == order.length || steps >= most) {
            return;
        }
        // Neither the room nor the number of items that may still come allows more.
        double highest =
                soFar
                        + Math.min(
                                priced(left) * ratio[at],
                                Problem.times(smallest[at], left) * dearest[at]);
        if (highest <= bestWorth + EPSILON * bestWorth) {
            return;
        }
        steps++;
        int kind = order[at];
        double[] load = loads[kind];
        int largest = (int) Math.min(counts[kind], Problem.times(load, left));
        take(load, left, largest);
        for (int count = largest; count >= 0; count--) {
            chosen[kind] = count;
            branch(at + 1, left, soFar + count * worth[kind]);
            take(load, left, count == 0 ? 0 : -1);
        }
    }

    private static void take(double[] load, double[] left, int count) {
        for (int d = 0; d < left.length; d++) {
            left[d] -= count * load[d];
        }
    }

    private double ratio(int kind) {
        double priced = priced(loads[kind]);
        return priced <= 0 ? 1 : Math.min(1, worth[kind] / priced);
    }

    private double priced(double[] amounts) {
        double sum = 0;
        for (int d = 0; d < amounts.length; d++) {
            sum += amounts[d] * price[d];
        }
        return sum;
    }

    /** The least prices of room at which no item is worth more than what it takes. */
    private double[] price(int[] fitting) {
        double unit = IntStream.of(fitting).mapToDouble(kind -> worth[kind]).max().orElse(1);
        double[][] shares = new double[fitting.length][room.length];
        double[] least = new double[fitting.length];
        for (int row = 0; row < fitting.length; row++) {
            least[row] = worth[fitting[row]] / unit;
            for (int d = 0; d < room.length; d++) {
                shares[row][d] = room[d] > 0 ? loads[fitting[row]][d] / room[d] : 0;
            }
        }
        double[] each = new double[room.length];
        Arrays.fill(each, 1);
        double[] ofShare = new LinearProgram(each, shares, least).solve().x();
        double[] prices = new double[room.length];
        for (int d = 0; d < prices.length; d++) {
            prices[d] = room[d] > 0 ? ofShare[d] * unit / room[d] : 0;
        }
        return prices;
    }
}
