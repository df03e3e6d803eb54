package dev.plimsoll.core.capacity.reshape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cheapest whole numbers of bins whose room together covers a demand in every dimension:
 * best-first branch and bound on the linear relaxation. Whatever packs the items also covers their
 * sums, so the bound holds for every packing. Rounding up each relaxed solution and taking away
 * what is not needed gives the candidates. The number of branches is limited; the bound is then
 * that of the best branch left open.
 */
final class CoverSolver {

    private static final double WHOLE = 1e-6;
    private static final double SLACK = 1e-9;

    private final Problem problem;
    private final List<Demand> demands;
    private final int branches;
    private int @Nullable [] best;
    private double bestCost = Double.POSITIVE_INFINITY;

    /**
     * @param demands each to be covered by the types that it may use
     * @param branches how many to look at, at most
     */
    CoverSolver(Problem problem, List<Demand> demands, int branches) {
        this.problem = problem;
        this.demands = demands;
        this.branches = branches;
    }

    /**
     * The end of a search.
     *
     * @param counts bins of each type
     * @param bound what no cover costs less than
     * @param relaxed the bound without any branch
     * @param reducedCosts of the relaxation: what a bin of each type costs beyond its worth
     */
    record Cover(int[] counts, double cost, double bound, double relaxed, double[] reducedCosts) {}

    private record Branch(double bound, double[] x, int[] low, int[] high) {}

    Cover solve() {
        int[] low = new int[problem.types()];
        int[] high = new int[problem.types()];
        Arrays.fill(high, Integer.MAX_VALUE);
        LinearProgram.Solution root = relax(low, high);
        PriorityQueue<Branch> open = new PriorityQueue<>(Comparator.comparingDouble(Branch::bound));
        open.add(new Branch(root.value(), root.x(), low, high));
        double bound = root.value();
        for (int looked = 0; looked < branches && !open.isEmpty(); looked++) {
            Branch branch = open.remove();
            bound = branch.bound;
            if (bound >= bestCost - bestCost * SLACK) {
                break;
            }
            roundUp(branch);
            int split = mostFractional(branch.x);
            if (split < 0) {
                continue;
            }
            int floor = (int) Math.floor(branch.x[split]);
            int[] lowered = branch.high.clone();
            lowered[split] = floor;
            push(open, branch.low, lowered);
            int[] raised = branch.low.clone();
            raised[split] = floor + 1;
            push(open, raised, branch.high);
        }
        Branch next = open.peek();
        bound = Math.min(bestCost, next == null ? bestCost : Math.max(bound, next.bound));
        if (bound > bestCost - bestCost * 1e-8) {
            bound = bestCost;
        }
        int[] counts = best == null ? new int[problem.types()] : best;
        return new Cover(counts, bestCost, bound, root.value(), root.reducedCosts());
    }

    private void push(PriorityQueue<Branch> open, int[] low, int[] high) {
        LinearProgram.Solution relaxed = relax(low, high);
        if (relaxed.value() < bestCost) {
            open.add(new Branch(relaxed.value(), relaxed.x(), low, high));
        }
    }

    private LinearProgram.Solution relax(int[] low, int[] high) {
        int types = problem.types();
        List<double[]> rows = new ArrayList<>();
        List<Double> least = new ArrayList<>();
        for (Demand demand : demands) {
            for (int d = 0; d < problem.dimensions(); d++) {
                double amount = demand.amounts()[d];
                if (amount > 0) {
                    double[] row = new double[types];
                    double rest = 1;
                    for (int type = 0; type < types; type++) {
                        row[type] = demand.uses(type) ? problem.rooms()[type][d] / amount : 0;
                        rest -= row[type] * low[type];
                    }
                    rows.add(row);
                    least.add(rest);
                }
            }
        }
        double[] each = new double[types];
        Arrays.fill(each, 1);
        rows.add(each);
        least.add((double) problem.minBins() - Arrays.stream(low).sum());
        for (int type = 0; type < types; type++) {
            if (high[type] != Integer.MAX_VALUE) {
                double[] row = new double[types];
                row[type] = -1;
                rows.add(row);
                least.add((double) low[type] - high[type]);
            }
        }
        double[][] a = rows.toArray(double[][]::new);
        double[] b = least.stream().mapToDouble(Double::doubleValue).toArray();
        LinearProgram.Solution shifted = new LinearProgram(problem.prices(), a, b).solve();
        double[] x = shifted.x();
        for (int type = 0; type < types; type++) {
            x[type] += low[type];
        }
        return new LinearProgram.Solution(
                (shifted.value() + problem.cost(low)) * (1 - SLACK),
                x,
                shifted.reducedCosts(),
                shifted.worth());
    }

    private static int mostFractional(double[] x) {
        int split = -1;
        double most = WHOLE;
        for (int type = 0; type < x.length; type++) {
            double distance = Math.abs(x[type] - Math.rint(x[type]));
            if (distance > most) {
                most = distance;
                split = type;
            }
        }
        return split;
    }

    private void roundUp(Branch branch) {
        int[] counts = new int[branch.x.length];
        for (int type = 0; type < counts.length; type++) {
            counts[type] = (int) Math.ceil(branch.x[type] - WHOLE);
        }
        if (!covers(counts)) {
            for (int type = 0; type < counts.length; type++) {
                counts[type] = (int) Math.ceil(branch.x[type] + WHOLE);
            }
        }
        for (int type = 0; type < counts.length; type++) {
            while (counts[type] > 0) {
                counts[type]--;
                if (!covers(counts)) {
                    counts[type]++;
                    break;
                }
            }
        }
        double cost = problem.cost(counts);
        if (cost < bestCost && covers(counts)) {
            bestCost = cost;
            best = counts;
        }
    }

    private boolean covers(int[] counts) {
        if (Arrays.stream(counts).sum() < problem.minBins()) {
            return false;
        }
        for (Demand demand : demands) {
            for (int d = 0; d < problem.dimensions(); d++) {
                double room = 0;
                for (int type = 0; type < counts.length; type++) {
                    room += demand.uses(type) ? counts[type] * problem.rooms()[type][d] : 0;
                }
                if (room < demand.amounts()[d]) {
                    return false;
                }
            }
        }
        return true;
    }
}
