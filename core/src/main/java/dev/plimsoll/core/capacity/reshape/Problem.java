package dev.plimsoll.core.capacity.reshape;

import java.util.stream.IntStream;

/**
 * States the packing as numbers only. All amounts are whole and below 2^53, so doubles hold them
 * exactly.
 *
 * @param loads what each item takes, by item and dimension
 * @param rooms what each type of bin holds, by type and dimension
 * @param prices of each type, above 0
 * @param minBins how many bins there must be at least
 */
record Problem(double[][] loads, double[][] rooms, double[] prices, int minBins) {

    int dimensions() {
        return rooms[0].length;
    }

    int types() {
        return rooms.length;
    }

    /** The sum of all loads. */
    double[] demand() {
        double[] sum = new double[dimensions()];
        for (double[] load : loads) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += load[d];
            }
        }
        return sum;
    }

    /** The same with some of the types only. */
    Problem of(int... chosen) {
        return new Problem(
                loads,
                IntStream.of(chosen).mapToObj(type -> rooms[type]).toArray(double[][]::new),
                IntStream.of(chosen).mapToDouble(type -> prices[type]).toArray(),
                minBins);
    }

    double cost(int[] counts) {
        double cost = 0;
        for (int type = 0; type < counts.length; type++) {
            cost += counts[type] * prices[type];
        }
        return cost;
    }

    static boolean fits(double[] load, double[] room) {
        for (int d = 0; d < load.length; d++) {
            if (load[d] > room[d]) {
                return false;
            }
        }
        return true;
    }

    /** How often a load fits; infinite for one that takes nothing. */
    static double times(double[] load, double[] room) {
        double times = Double.POSITIVE_INFINITY;
        for (int d = 0; d < load.length; d++) {
            if (load[d] > 0) {
                times = Math.min(times, Math.floor(room[d] / load[d]));
            }
        }
        return times;
    }
}
