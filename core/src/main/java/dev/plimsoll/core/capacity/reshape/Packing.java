package dev.plimsoll.core.capacity.reshape;

import java.util.Arrays;

/** Which item lies in which bin, and what room is left; changed step by step while packing. */
final class Packing {

    static final int NOWHERE = -1;

    private final Problem problem;
    private final int[] typeOf;
    private final double[][] left;
    private final int[] binOf;
    private final int[][] members;
    private final int[] sizes;

    /**
     * @param typeOf the type of each bin
     */
    Packing(Problem problem, int[] typeOf) {
        this.problem = problem;
        this.typeOf = typeOf.clone();
        left = new double[typeOf.length][];
        for (int bin = 0; bin < left.length; bin++) {
            left[bin] = problem.rooms()[typeOf[bin]].clone();
        }
        binOf = new int[problem.loads().length];
        Arrays.fill(binOf, NOWHERE);
        members = new int[left.length][8];
        sizes = new int[left.length];
    }

    /** Opens as many empty bins of each type as counted. */
    static Packing ofMix(Problem problem, int[] counts) {
        int[] typeOf = new int[Arrays.stream(counts).sum()];
        int bin = 0;
        for (int type = 0; type < counts.length; type++) {
            Arrays.fill(typeOf, bin, bin + counts[type], type);
            bin += counts[type];
        }
        return new Packing(problem, typeOf);
    }

    int bins() {
        return left.length;
    }

    int typeOf(int bin) {
        return typeOf[bin];
    }

    int binOf(int item) {
        return binOf[item];
    }

    double[] left(int bin) {
        return left[bin];
    }

    /** The items of a bin; a copy. */
    int[] members(int bin) {
        return Arrays.copyOf(members[bin], sizes[bin]);
    }

    int size(int bin) {
        return sizes[bin];
    }

    boolean fits(int item, int bin) {
        return Problem.fits(problem.loads()[item], left[bin]);
    }

    void put(int item, int bin) {
        double[] load = problem.loads()[item];
        double[] room = left[bin];
        for (int d = 0; d < room.length; d++) {
            room[d] -= load[d];
        }
        if (sizes[bin] == members[bin].length) {
            members[bin] = Arrays.copyOf(members[bin], sizes[bin] * 2);
        }
        members[bin][sizes[bin]++] = item;
        binOf[item] = bin;
    }

    void take(int item) {
        int bin = binOf[item];
        double[] load = problem.loads()[item];
        double[] room = left[bin];
        for (int d = 0; d < room.length; d++) {
            room[d] += load[d];
        }
        int[] list = members[bin];
        int at = 0;
        while (list[at] != item) {
            at++;
        }
        list[at] = list[--sizes[bin]];
        binOf[item] = NOWHERE;
    }

    /** Exchanges a bin for one of another type that holds what it carries. */
    void retype(int bin, int type) {
        double[] had = problem.rooms()[typeOf[bin]];
        double[] gets = problem.rooms()[type];
        for (int d = 0; d < had.length; d++) {
            left[bin][d] += gets[d] - had[d];
        }
        typeOf[bin] = type;
    }

    /** The same bins over a problem that has these types among others, at the given places. */
    Packing over(Problem wider, int[] places) {
        int[] types = new int[bins()];
        for (int bin = 0; bin < types.length; bin++) {
            types[bin] = places[typeOf[bin]];
        }
        Packing same = new Packing(wider, types);
        for (int item = 0; item < binOf.length; item++) {
            if (binOf[item] != NOWHERE) {
                same.put(item, binOf[item]);
            }
        }
        return same;
    }

    /** The same with one more bin, empty and the last. */
    Packing with(int type) {
        int[] types = Arrays.copyOf(typeOf, bins() + 1);
        types[bins()] = type;
        Packing larger = new Packing(problem, types);
        for (int item = 0; item < binOf.length; item++) {
            if (binOf[item] != NOWHERE) {
                larger.put(item, binOf[item]);
            }
        }
        return larger;
    }

    /** The same items without a bin that has none. */
    Packing without(int dropped) {
        int[] kept = new int[bins() - 1];
        for (int bin = 0; bin < kept.length; bin++) {
            kept[bin] = typeOf[bin < dropped ? bin : bin + 1];
        }
        Packing smaller = new Packing(problem, kept);
        for (int item = 0; item < binOf.length; item++) {
            if (binOf[item] != NOWHERE) {
                smaller.put(item, binOf[item] < dropped ? binOf[item] : binOf[item] - 1);
            }
        }
        return smaller;
    }

    double cost() {
        double cost = 0;
        for (int type : typeOf) {
            cost += problem.prices()[type];
        }
        return cost;
    }
}
