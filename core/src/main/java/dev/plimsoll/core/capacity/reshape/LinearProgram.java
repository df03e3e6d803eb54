package dev.plimsoll.core.capacity.reshape;

import java.util.Arrays;

/**
 * Minimises {@code c x} where {@code A x >= b} and {@code x >= 0}, for {@code c >= 0}, by the dual
 * simplex method on a dense tableau. There are few rows (one for a dimension, one for a branch) and
 * up to a thousand columns, so a pivot costs rows times columns. Every step of the method has a
 * valid lower bound at hand, so a stop after too many pivots costs tightness, not truth.
 */
final class LinearProgram {

    private static final double EPSILON = 1e-9;
    private static final int MOST_PIVOTS = 300;

    private final int columns;
    private final int rows;
    private final double[][] tableau;
    private final int[] basis;

    /**
     * @param a by row and column
     */
    LinearProgram(double[] c, double[][] a, double[] b) {
        columns = c.length;
        rows = a.length;
        int width = columns + rows + 1;
        tableau = new double[rows + 1][width];
        basis = new int[rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                tableau[row][column] = -a[row][column];
            }
            tableau[row][columns + row] = 1;
            tableau[row][width - 1] = -b[row];
            basis[row] = columns + row;
        }
        System.arraycopy(c, 0, tableau[rows], 0, columns);
    }

    /**
     * The end of a run.
     *
     * @param value a lower bound of the minimum, infinite where nothing satisfies the rows
     * @param x where the minimum lies
     * @param reducedCosts how much dearer the minimum gets by one unit of each column, at least
     * @param worth how much dearer it gets by one unit of each row's {@code b}
     */
    record Solution(double value, double[] x, double[] reducedCosts, double[] worth) {}

    Solution solve() {
        int last = tableau[0].length - 1;
        for (int pivot = 0; pivot < MOST_PIVOTS; pivot++) {
            int leaving = leavingRow(last);
            if (leaving < 0) {
                break;
            }
            int entering = enteringColumn(leaving, last);
            if (entering < 0) {
                return new Solution(
                        Double.POSITIVE_INFINITY,
                        new double[columns],
                        new double[columns],
                        new double[rows]);
            }
            pivot(leaving, entering);
        }
        double[] x = new double[columns];
        for (int row = 0; row < rows; row++) {
            if (basis[row] < columns) {
                x[basis[row]] = Math.max(0, tableau[row][last]);
            }
        }
        return new Solution(
                -tableau[rows][last],
                x,
                Arrays.copyOf(tableau[rows], columns),
                Arrays.copyOfRange(tableau[rows], columns, columns + rows));
    }

    private int leavingRow(int last) {
        int leaving = -1;
        double worst = -EPSILON;
        for (int row = 0; row < rows; row++) {
            if (tableau[row][last] < worst) {
                worst = tableau[row][last];
                leaving = row;
            }
        }
        return leaving;
    }

    private int enteringColumn(int leaving, int last) {
        int entering = -1;
        double best = Double.POSITIVE_INFINITY;
        for (int column = 0; column < last; column++) {
            double slope = tableau[leaving][column];
            if (slope < -EPSILON) {
                double ratio = tableau[rows][column] / -slope;
                if (ratio < best) {
                    best = ratio;
                    entering = column;
                }
            }
        }
        return entering;
    }

    private void pivot(int leaving, int entering) {
        double[] key = tableau[leaving];
        double divisor = key[entering];
        for (int column = 0; column < key.length; column++) {
            key[column] /= divisor;
        }
        for (int row = 0; row <= rows; row++) {
            double factor = tableau[row][entering];
            if (row != leaving && factor != 0) {
                double[] changed = tableau[row];
                for (int column = 0; column < key.length; column++) {
                    changed[column] -= factor * key[column];
                }
            }
        }
        basis[leaving] = entering;
    }
}
