package dev.plimsoll.core.capacity.reshape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Lists small sets of types that might carry everything for less than a given cost. */
final class TypeSets {

    private static final int ALL_SETS_UP_TO = 6;
    private static final int TRIPLES_UP_TO = 24;
    private static final int PAIRS_UP_TO = 120;

    private final Problem problem;
    private final List<Demand> whole;

    TypeSets(Problem problem) {
        this.problem = problem;
        this.whole = List.of(Demand.whole(problem));
    }

    private record Candidate(int[] types, double bound) {}

    /**
     * Lists sets, the one with the lowest bound first. A type whose reduced cost alone lifts the
     * bound to the cost known is in no better packing and left out.
     */
    List<int[]> below(double cost, CoverSolver.Cover cover) {
        int[] worth =
                IntStream.range(0, problem.types())
                        .filter(type -> cover.relaxed() + cover.reducedCosts()[type] < cost)
                        .toArray();
        return sets(worth, largest(worth.length)).stream()
                .map(set -> new Candidate(set, bound(set)))
                .filter(candidate -> candidate.bound < cost)
                .sorted(Comparator.comparingDouble(Candidate::bound))
                .map(Candidate::types)
                .toList();
    }

    private static int largest(int types) {
        if (types <= ALL_SETS_UP_TO) {
            return types;
        }
        if (types <= TRIPLES_UP_TO) {
            return 3;
        }
        return types <= PAIRS_UP_TO ? 2 : 1;
    }

    private double bound(int[] set) {
        Problem chosen = problem.of(set);
        BitSet all = new BitSet();
        all.set(0, set.length);
        Demand demand = new Demand(all, whole.getFirst().amounts());
        return new CoverSolver(chosen, List.of(demand), 0).solve().bound();
    }

    private static List<int[]> sets(int[] from, int largest) {
        List<int[]> sets = new ArrayList<>();
        List<int[]> grown = List.of(new int[0]);
        for (int size = 1; size <= largest; size++) {
            List<int[]> next = new ArrayList<>();
            for (int[] places : grown) {
                int first = size == 1 ? 0 : places[size - 2] + 1;
                for (int at = first; at < from.length; at++) {
                    int[] larger = Arrays.copyOf(places, size);
                    larger[size - 1] = at;
                    next.add(larger);
                }
            }
            for (int[] places : next) {
                sets.add(IntStream.of(places).map(at -> from[at]).toArray());
            }
            grown = next;
        }
        return sets;
    }
}
