package dev.plimsoll.core.capacity.consolidate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Bounds what the nodes that go can be worth, whatever their pods are: all that moves must fit, as
 * though it were a liquid, in what the others have left. Constraints are let off by prices on the
 * dimensions (Lagrange multipliers); any prices give a bound, and a subgradient method looks for
 * good ones.
 */
final class SavingBound {

    private static final int STEPS = 400;
    private static final double SLACK = 1e-9;

    private final double[] values;
    private final double[][] needs;
    private final double[] room;

    /**
     * @param values of the nodes that might go
     * @param needs of each, by constraint: what it takes of the room if it goes
     * @param room by constraint
     */
    private SavingBound(double[] values, double[][] needs, double[] room) {
        this.values = values;
        this.needs = needs;
        this.room = room;
    }

    /**
     * Answers the bound on the sum of values.
     *
     * @param value by node
     * @param keepUsable how many nodes that take pods must stay
     */
    static double of(
            Layout layout, Board board, Candidates candidates, double[] value, int keepUsable) {
        int dimensions = layout.dimensions().count();
        double[] room = new double[dimensions + 1];
        double[][] needs = new double[layout.nodes()][];
        int usable = 0;
        for (int node = 0; node < layout.nodes(); node++) {
            double[] need = new double[dimensions + 1];
            needs[node] = need;
            for (int pod : candidates.movers()[node]) {
                for (int d = 0; d < dimensions; d++) {
                    need[d] += layout.loads()[pod][d];
                }
            }
            if (layout.usable(node)) {
                usable++;
                need[dimensions] = 1;
                for (int d = 0; d < dimensions; d++) {
                    double left = Math.max(0, board.left(node)[d]);
                    room[d] += left;
                    need[d] += left;
                }
            }
        }
        for (int pod : candidates.waiting()) {
            for (int d = 0; d < dimensions; d++) {
                room[d] -= layout.loads()[pod][d];
            }
        }
        room[dimensions] = usable - keepUsable;
        Arrays.setAll(room, d -> Math.max(0, room[d]));
        int[] which = IntStream.range(0, layout.nodes()).filter(candidates::candidate).toArray();
        return new SavingBound(
                        Arrays.stream(which).mapToDouble(node -> value[node]).toArray(),
                        Arrays.stream(which).mapToObj(node -> needs[node]).toArray(double[][]::new),
                        room)
                .bound();
    }

    private double bound() {
        double all = Arrays.stream(values).sum();
        double[] prices = new double[room.length];
        for (int d = 0; d < room.length; d++) {
            for (int row = 0; row < needs.length; row++) {
                needs[row] = needs[row].clone();
                if (room[d] > 0) {
                    needs[row][d] /= room[d];
                } else if (needs[row][d] > 0) {
                    // No room at all and something to move: this node cannot go.
                    all -= values[row];
                    values[row] = 0;
                }
            }
        }
        double best = all;
        for (int d = 0; d < room.length; d++) {
            best = Math.min(best, alone(d));
        }
        double step = best;
        for (int round = 0; round < STEPS; round++) {
            double[] slope = new double[room.length];
            double value = 0;
            for (int d = 0; d < room.length; d++) {
                slope[d] = room[d] > 0 ? 1 : 0;
                value += prices[d] * slope[d];
            }
            for (int row = 0; row < values.length; row++) {
                double gain = values[row];
                for (int d = 0; d < room.length; d++) {
                    gain -= room[d] > 0 ? prices[d] * needs[row][d] : 0;
                }
                if (gain > 0) {
                    value += gain;
                    for (int d = 0; d < room.length; d++) {
                        slope[d] -= room[d] > 0 ? needs[row][d] : 0;
                    }
                }
            }
            best = Math.min(best, value);
            double norm = Math.sqrt(Arrays.stream(slope).map(s -> s * s).sum());
            if (norm == 0) {
                break;
            }
            for (int d = 0; d < room.length; d++) {
                prices[d] = Math.max(0, prices[d] - step / norm * slope[d]);
            }
            step *= 0.98;
        }
        return rounded(Math.max(0, best));
    }

    /** The bound by one constraint alone: the most valuable nodes for their need, one cut. */
    private double alone(int d) {
        if (room[d] <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, row -> row);
        Arrays.sort(
                order, (a, b) -> Double.compare(values[b] * needs[a][d], values[a] * needs[b][d]));
        double left = 1;
        double value = 0;
        for (int row : order) {
            double fits = needs[row][d] <= 0 ? 1 : Math.min(1, left / needs[row][d]);
            value += fits * values[row];
            left -= fits * needs[row][d];
            if (left <= 0) {
                break;
            }
        }
        return value;
    }

    /** Where all nodes are worth the same, a part of one is worth nothing. */
    private double rounded(double value) {
        double[] some = Arrays.stream(values).filter(one -> one > 0).distinct().toArray();
        return some.length == 1 ? Math.floor(value / some[0] + SLACK) * some[0] : value;
    }
}
