package dev.plimsoll.core.capacity.reshape;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Makes a packing cheaper where that is easy: empties bins into the others and does without them,
 * then exchanges every bin for the cheapest type that holds what it carries.
 */
final class Trimming {

    private static final int EMPTIED_AT_MOST = 16;

    private final Problem problem;

    /**
     * @param problem with the same types as the packings
     */
    Trimming(Problem problem) {
        this.problem = problem;
    }

    Packing trim(Packing packing) {
        Packing smaller = packing;
        int[] candidates =
                IntStream.range(0, packing.bins())
                        .boxed()
                        .sorted(Comparator.comparingInt(packing::size))
                        .limit(EMPTIED_AT_MOST)
                        .sorted(Comparator.reverseOrder())
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (int bin : candidates) {
            if (smaller.bins() > Math.max(1, problem.minBins()) && emptied(smaller, bin)) {
                smaller = smaller.without(bin);
            }
        }
        for (int bin = 0; bin < smaller.bins(); bin++) {
            smaller.retype(bin, cheapestFor(smaller, bin));
        }
        return smaller;
    }

    private static boolean emptied(Packing packing, int bin) {
        int[] members = packing.members(bin);
        for (int at = 0; at < members.length; at++) {
            int target = firstOther(packing, members[at], bin);
            if (target == Packing.NOWHERE) {
                for (int back = 0; back < at; back++) {
                    packing.take(members[back]);
                    packing.put(members[back], bin);
                }
                return false;
            }
            packing.take(members[at]);
            packing.put(members[at], target);
        }
        return true;
    }

    private static int firstOther(Packing packing, int item, int not) {
        for (int bin = 0; bin < packing.bins(); bin++) {
            if (bin != not && packing.fits(item, bin)) {
                return bin;
            }
        }
        return Packing.NOWHERE;
    }

    private int cheapestFor(Packing packing, int bin) {
        int cheapest = packing.typeOf(bin);
        double[] had = problem.rooms()[cheapest];
        double[] left = packing.left(bin);
        for (int type = 0; type < problem.types(); type++) {
            boolean holds = problem.prices()[type] < problem.prices()[cheapest];
            for (int d = 0; holds && d < had.length; d++) {
                holds = left[d] + problem.rooms()[type][d] - had[d] >= 0;
            }
            if (holds) {
                cheapest = type;
            }
        }
        return cheapest;
    }
}
