package dev.plimsoll.core.capacity.reshape;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Searches the cheapest packing: vector bin packing with bins of several sizes and prices.
 *
 * <p>A {@link CoverSolver} says which whole numbers of bins cover the demand for least money, and
 * below what no packing can cost. A {@link Packer} tries to pack into just these bins. Where it
 * fails, the demand is inflated by the least that forces another mix, and so on; a {@link
 * PatternMix} packs items of few kinds beside it. This is done for the types that the best cover
 * uses, and then for small sets of types, the most promising first, for as long as their own bound
 * is below what has been found. A set of types always gives the same packing, whatever others may
 * be chosen from; so a wider choice finds no dearer one, as long as the work allowed suffices to
 * try every set that could be better.
 *
 * <p>A try costs items times bins; the work is counted, not timed, so that the same question has
 * the same answer on every machine.
 */
final class MixSearch {

    private static final long WORK = 100_000_000;
    private static final int SETS = 250;
    private static final int BRANCHES = 500;
    private static final int BRANCHES_OF_A_SET = 200;
    private static final int MANY_BINS = 60;
    private static final long PATTERN_STEPS = 6_000_000;
    private static final double FIRST_STEP = 0.0008;
    private static final double MOST_INFLATED = 3;

    private final Problem problem;
    private final Kinds kinds;
    private final Packer packer;
    private final Set<List<Integer>> mixed = new HashSet<>();
    private @Nullable Packing best;
    private double bestCost = Double.POSITIVE_INFINITY;
    private long patternSteps;

    /**
     * @param problem whose every item fits some type
     */
    MixSearch(Problem problem) {
        this.problem = problem;
        kinds = Kinds.of(problem.loads());
        packer = new Packer(problem, WORK);
    }

    /**
     * The end of the search.
     *
     * @param bound what no packing costs less than
     */
    record Found(Packing packing, double bound) {}

    Found search() {
        CoverSolver.Cover cover = new CoverSolver(problem, Demand.of(problem), BRANCHES).solve();
        mixPatterns(problem, IntStream.range(0, problem.types()).toArray());
        attempt(
                IntStream.range(0, problem.types())
                        .filter(type -> cover.counts()[type] > 0)
                        .toArray());
        if (bestCost > cover.bound()) {
            int tried = 0;
            for (int[] set : new TypeSets(problem).below(bestCost, cover)) {
                if (tried++ == SETS || packer.spent() || bestCost <= cover.bound()) {
                    break;
                }
                attempt(set);
            }
        }
        Packing found = best == null ? new Trimming(problem).trim(packer.oneByOne()) : best;
        return new Found(found, Math.min(cover.bound(), found.cost()));
    }

    private void attempt(int[] set) {
        if (set.length == 0) {
            return;
        }
        Problem chosen = problem.of(set);
        if (!Demand.coverable(chosen)) {
            return;
        }
        mixPatterns(chosen, set);
        List<Demand> demands = Demand.of(chosen);
        double inflation = 1;
        double step = FIRST_STEP;
        while (inflation <= MOST_INFLATED && !packer.spent()) {
            CoverSolver.Cover cover = cover(chosen, demands, inflation);
            if (cover.cost() >= bestCost) {
                return;
            }
            Packer.Try packed = packer.pack(chosen, cover.counts());
            keep(packed.packing(), set);
            if (packed.asPlanned()) {
                return;
            }
            double next = nextInflation(chosen, demands, cover.counts());
            boolean many = Arrays.stream(cover.counts()).sum() > MANY_BINS;
            inflation = many ? Math.max(next, inflation + step) : next;
            step *= 2;
        }
    }

    private void mixPatterns(Problem chosen, int[] set) {
        boolean promising = PatternMix.promising(kinds) && patternSteps < PATTERN_STEPS;
        if (promising && mixed.add(IntStream.of(set).boxed().toList())) {
            PatternMix mix = new PatternMix(chosen, kinds);
            mix.packings().forEach(packing -> keep(packing, set));
            patternSteps += mix.steps();
        }
    }

    private static CoverSolver.Cover cover(Problem chosen, List<Demand> demands, double inflation) {
        return new CoverSolver(
                        chosen,
                        demands.stream().map(demand -> demand.times(inflation)).toList(),
                        BRANCHES_OF_A_SET)
                .solve();
    }

    /** By how much the demand must grow for this mix to cover it no more. */
    private static double nextInflation(Problem chosen, List<Demand> demands, int[] counts) {
        double least = Double.POSITIVE_INFINITY;
        for (Demand demand : demands) {
            double[] room = demand.room(chosen, counts);
            for (int d = 0; d < room.length; d++) {
                if (demand.amounts()[d] > 0) {
                    least = Math.min(least, room[d] / demand.amounts()[d]);
                }
            }
        }
        return least * (1 + 1e-9);
    }

    private void keep(Packing packing, int[] set) {
        Packing trimmed = new Trimming(problem).trim(packing.over(problem, set));
        if (trimmed.cost() < bestCost) {
            best = trimmed;
            bestCost = trimmed.cost();
        }
    }
}
