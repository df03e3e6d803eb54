package dev.plimsoll.core.capacity.reshape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Packs bin by bin: fills one as well as can be, and as many more in the same way as the items
 * allow, before it looks at what is left anew. What well filled means follows from the relaxation
 * of the cover: room of which there is little for what is left is worth much.
 */
final class PatternFill {

    private static final int STEPS = 5_000;

    /** Types whose bins cost more than so much beyond their worth are of no use. */
    private static final double OVERPRICED = 0.03;

    private final Problem problem;
    private final Kinds kinds;
    private final double[] largestRoom;
    private final int[] left;
    private final List<Pattern> bins = new ArrayList<>();
    private long steps;

    PatternFill(Problem problem, Kinds kinds) {
        this.problem = problem;
        this.kinds = kinds;
        left = kinds.counts().clone();
        largestRoom = new double[problem.dimensions()];
        for (double[] room : problem.rooms()) {
            for (int d = 0; d < room.length; d++) {
                largestRoom[d] = Math.max(largestRoom[d], room[d]);
            }
        }
    }

    /**
     * Says which items go first.
     *
     * @param every what a dimension is worth of which there is room enough, as a share of the whole
     *     price
     * @param large by which power of its size a large item is worth more than small ones that take
     *     as much room together: what is left last should be small
     */
    record Taste(double every, double large) {}

    /** Fills bins by a pattern for as often as the items allow, at most so often. */
    void use(Pattern pattern, int most) {
        int times = Math.min(most, pattern.times(left));
        for (int i = 0; i < times; i++) {
            bins.add(pattern);
        }
        for (int kind = 0; kind < left.length; kind++) {
            left[kind] -= times * pattern.counts()[kind];
        }
    }

    /** How many branches have been looked at. */
    long steps() {
        return steps;
    }

    /** Fills bins until no item is left. */
    List<Pattern> rest(Taste taste) {
        while (Arrays.stream(left).anyMatch(count -> count > 0)) {
            Kinds now = kinds.with(left);
            double[] demand = now.demand();
            LinearProgram.Solution cover = cover(demand);
            double[] worth = worth(taste, demand, cover);
            int[] all = IntStream.range(0, problem.types()).toArray();
            int[] near =
                    IntStream.of(all)
                            .filter(type ->
                                    cover.reducedCosts()[type]
                                            <= OVERPRICED * problem.prices()[type])
                            .toArray();
            Pattern next = best(now, worth, near);
            next = next.isEmpty() ? best(now, worth, all) : next;
            // With half of them the rest is looked at again before it is all of another shape.
            use(next, Math.max(1, next.times(left) / 2));
        }
        return bins;
    }

    private Pattern best(Kinds now, double[] worth, int[] types) {
        Pattern best = new Pattern(0, new int[left.length]);
        double most = 0;
        for (int type : types) {
            Knapsack knapsack = new Knapsack(now, worth, problem.rooms()[type]);
            int[] counts = knapsack.fill(STEPS);
            steps += knapsack.steps();
            double value = knapsack.worth() / problem.prices()[type];
            if (value > most) {
                most = value;
                best = new Pattern(type, counts);
            }
        }
        return best;
    }

    private LinearProgram.Solution cover(double[] demand) {
        double[][] rows = new double[demand.length][problem.types()];
        double[] least = new double[demand.length];
        for (int d = 0; d < demand.length; d++) {
            if (demand[d] > 0) {
                least[d] = 1;
                for (int type = 0; type < problem.types(); type++) {
                    rows[d][type] = problem.rooms()[type][d] / demand[d];
                }
            }
        }
        return new LinearProgram(problem.prices(), rows, least).solve();
    }

    private double[] worth(Taste taste, double[] demand, LinearProgram.Solution cover) {
        double[] worth = new double[left.length];
        for (int kind = 0; kind < worth.length; kind++) {
            double size = 0;
            for (int d = 0; d < demand.length; d++) {
                double load = kinds.loads()[kind][d];
                if (load > 0 && demand[d] > 0) {
                    double price = cover.worth()[d] + taste.every() * cover.value();
                    worth[kind] += price * load / demand[d];
                    size = Math.max(size, load / largestRoom[d]);
                }
            }
            worth[kind] *= Math.pow(size, taste.large());
        }
        return worth;
    }
}
