package dev.plimsoll.core.capacity.reshape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups items that weigh the same: replicas of one workload are one kind.
 *
 * @param loads by kind and dimension
 * @param counts how many items there are of each kind
 * @param kindOf each item
 */
record Kinds(double[][] loads, int[] counts, int[] kindOf) {

    static Kinds of(double[][] items) {
        Map<List<Double>, Integer> places = new HashMap<>();
        List<double[]> loads = new ArrayList<>();
        int[] kindOf = new int[items.length];
        int[] counts = new int[items.length];
        for (int item = 0; item < items.length; item++) {
            List<Double> load = Arrays.stream(items[item]).boxed().toList();
            Integer place = places.putIfAbsent(load, loads.size());
            if (place == null) {
                loads.add(items[item]);
            }
            kindOf[item] = place == null ? loads.size() - 1 : place;
            counts[kindOf[item]]++;
        }
        return new Kinds(
                loads.toArray(double[][]::new), Arrays.copyOf(counts, loads.size()), kindOf);
    }

    int size() {
        return counts.length;
    }

    /** The same kinds with other numbers of items. */
    Kinds with(int[] left) {
        return new Kinds(loads, left, kindOf);
    }

    /** The sum of all loads. */
    double[] demand() {
        double[] sum = new double[loads[0].length];
        for (int kind = 0; kind < counts.length; kind++) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += counts[kind] * loads[kind][d];
            }
        }
        return sum;
    }
}
