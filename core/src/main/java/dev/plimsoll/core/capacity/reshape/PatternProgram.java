package dev.plimsoll.core.capacity.reshape;

import java.util.Arrays;

/**
 * Minimises the price of the patterns that together hold every item, where parts of a pattern may
 * be taken: the simplex method on the inverse of the basis, which takes in one pattern after the
 * other. After Gilmore and Gomory, "A Linear Programming Approach to the Cutting-Stock Problem"
 * (1961); the patterns here are those of packings that are known.
 */
final class PatternProgram {

    private static final double EPSILON = 1e-9;
    private static final int MOST_PIVOTS = 20_000;

    private final double[][] inverse;
    private final double[] prices;
    private final Pattern[] basis;
    private final double[] uses;
    private int pivots;

    /**
     * Begins with one pattern for each kind, of that kind alone.
     *
     * @param counts items of each kind there are
     * @param alone by kind
     * @param prices of these patterns
     */
    PatternProgram(int[] counts, Pattern[] alone, double[] prices) {
        int kinds = counts.length;
        inverse = new double[kinds][kinds];
        uses = new double[kinds];
        basis = alone.clone();
        this.prices = prices.clone();
        for (int kind = 0; kind < kinds; kind++) {
            int held = alone[kind].counts()[kind];
            inverse[kind][kind] = 1.0 / held;
            uses[kind] = (double) counts[kind] / held;
        }
    }

    /** How many patterns are in use, in parts or whole; as many as there are kinds. */
    int size() {
        return uses.length;
    }

    Pattern pattern(int row) {
        return basis[row];
    }

    double uses(int row) {
        return uses[row];
    }

    /**
     * Takes a pattern in, where it is cheaper than those it would replace.
     *
     * @return whether it was taken
     */
    boolean add(Pattern pattern, double price) {
        double[] column = new double[uses.length];
        double replaced = 0;
        for (int row = 0; row < uses.length; row++) {
            for (int kind = 0; kind < uses.length; kind++) {
                column[row] += inverse[row][kind] * pattern.counts()[kind];
            }
            replaced += column[row] * prices[row];
        }
        boolean taken = replaced > price + EPSILON && enter(pattern, column, price);
        if (taken) {
            leaveOver();
        }
        return taken;
    }

    /**
     * Lets more items of a kind be held than there are, as long as that makes the whole cheaper.
     */
    private void leaveOver() {
        for (int kind = worthless(); kind >= 0; kind = worthless()) {
            double[] column = new double[uses.length];
            for (int row = 0; row < uses.length; row++) {
                column[row] = -inverse[row][kind];
            }
            if (!enter(new Pattern(0, new int[uses.length]), column, 0)) {
                return;
            }
        }
    }

    /** The kind of which one item more makes the whole cheapest; -1 where none does. */
    private int worthless() {
        double[] worth = new double[uses.length];
        for (int row = 0; row < uses.length; row++) {
            for (int kind = 0; kind < uses.length; kind++) {
                worth[kind] += prices[row] * inverse[row][kind];
            }
        }
        int least = 0;
        for (int kind = 1; kind < worth.length; kind++) {
            least = worth[kind] < worth[least] ? kind : least;
        }
        return worth[least] < -EPSILON ? least : -1;
    }

    private boolean enter(Pattern pattern, double[] column, double price) {
        int leaving = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < uses.length; row++) {
            if (column[row] > EPSILON && uses[row] / column[row] < least) {
                least = uses[row] / column[row];
                leaving = row;
            }
        }
        if (leaving < 0 || pivots++ >= MOST_PIVOTS) {
            return false;
        }
        pivot(leaving, column);
        basis[leaving] = pattern;
        prices[leaving] = price;
        return true;
    }

    private void pivot(int leaving, double[] column) {
        double[] key = inverse[leaving];
        double divisor = column[leaving];
        Arrays.setAll(key, kind -> key[kind] / divisor);
        uses[leaving] /= divisor;
        for (int row = 0; row < uses.length; row++) {
            double factor = column[row];
            if (row != leaving && factor != 0) {
                double[] changed = inverse[row];
                for (int kind = 0; kind < key.length; kind++) {
                    changed[kind] -= factor * key[kind];
                }
                uses[row] = Math.max(0, uses[row] - factor * uses[leaving]);
            }
        }
    }
}
