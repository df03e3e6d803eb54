package dev.plimsoll.core.capacity.reshape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Works in items that found no place: one that fits nowhere pushes a smaller one out of a bin, and
 * that goes elsewhere, pushes in its turn, or waits. An item in a bin may also move to another bin
 * for no reason but to make room. Each push leaves less to place, so it ends.
 */
final class Ejection {

    private final Problem problem;
    private final Packing packing;
    private final double[] size;
    private long work;

    /**
     * @param size how large each item is, by one number
     */
    Ejection(Problem problem, Packing packing, double[] size) {
        this.problem = problem;
        this.packing = packing;
        this.size = size;
    }

    /** How many times an item was held against a bin. */
    long work() {
        return work;
    }

    /**
     * Places the items, largest first, and answers those that it could not place.
     *
     * @param mostWork after how much to give up
     */
    int[] place(int[] items, long mostWork) {
        Deque<Integer> waiting = new ArrayDeque<>();
        IntStream.of(items)
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -size[item]))
                .forEach(waiting::add);
        List<Integer> hopeless = new ArrayList<>();
        while (!waiting.isEmpty()) {
            int item = waiting.removeFirst();
            if (putAnywhere(item, Packing.NOWHERE) || work < mostWork && moveOne(item, mostWork)) {
                continue;
            }
            int smaller = work < mostWork ? pushOut(item) : Packing.NOWHERE;
            if (smaller == Packing.NOWHERE) {
                hopeless.add(item);
            } else {
                waiting.addFirst(smaller);
            }
        }
        return hopeless.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean putAnywhere(int item, int except) {
        work += packing.bins();
        for (int bin = 0; bin < packing.bins(); bin++) {
            if (bin != except && packing.fits(item, bin)) {
                packing.put(item, bin);
                return true;
            }
        }
        return false;
    }

    /** Moves one item to another bin, so that the given one takes its place. */
    private boolean moveOne(int item, long mostWork) {
        for (int bin = 0; bin < packing.bins(); bin++) {
            for (int member : packing.members(bin)) {
                if (work > mostWork) {
                    return false;
                }
                if (fitsInsteadOf(item, member, bin)) {
                    packing.take(member);
                    if (putAnywhere(member, bin)) {
                        packing.put(item, bin);
                        return true;
                    }
                    packing.put(member, bin);
                }
            }
        }
        return false;
    }

    /** Takes the smallest item out that makes room; it must be smaller than the one let in. */
    private int pushOut(int item) {
        int smallest = Packing.NOWHERE;
        for (int bin = 0; bin < packing.bins(); bin++) {
            for (int member : packing.members(bin)) {
                boolean smaller =
                        size[member] < size[item]
                                && (smallest == Packing.NOWHERE || size[member] < size[smallest]);
                if (smaller && fitsInsteadOf(item, member, bin)) {
                    smallest = member;
                }
            }
        }
        if (smallest != Packing.NOWHERE) {
            int bin = packing.binOf(smallest);
            packing.take(smallest);
            packing.put(item, bin);
        }
        return smallest;
    }

    private boolean fitsInsteadOf(int item, int member, int bin) {
        work++;
        double[] in = problem.loads()[item];
        double[] out = problem.loads()[member];
        double[] left = packing.left(bin);
        for (int d = 0; d < in.length; d++) {
            if (in[d] - out[d] > left[d]) {
                return false;
            }
        }
        return true;
    }
}
