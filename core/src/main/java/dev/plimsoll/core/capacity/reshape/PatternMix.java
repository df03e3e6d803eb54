package dev.plimsoll.core.capacity.reshape;

import dev.plimsoll.core.capacity.reshape.PatternFill.Taste;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Packs items of few kinds, which is what replicas are: packs them in several ways bin by bin,
 * mixes the patterns of all these bins for the least price, takes what the mix has whole and packs
 * what is left. Where nodes hold few pods this finds what moving single pods does not.
 */
final class PatternMix {

    /** With more kinds than these the patterns are as many as the bins, and nothing is gained. */
    private static final int MOST_KINDS = 200;

    private static final double WHOLE = 1e-6;
    private static final List<Taste> TASTES =
            Stream.of(0.0, 0.05)
                    .flatMap(every ->
                            Stream.of(0.05, 0.2, 1.0).map(large -> new Taste(every, large)))
                    .toList();

    private final Problem problem;
    private final Kinds kinds;
    private final double unit;
    private long steps;

    /**
     * @param kinds of the problem's items, few and at least one
     */
    PatternMix(Problem problem, Kinds kinds) {
        this.problem = problem;
        this.kinds = kinds;
        unit = IntStream.range(0, problem.types()).mapToDouble(this::cost).max().orElse(1);
    }

    /** Tells whether the kinds are few enough. */
    static boolean promising(Kinds kinds) {
        return kinds.size() > 0 && kinds.size() <= MOST_KINDS;
    }

    /** How many branches have been looked at. */
    long steps() {
        return steps;
    }

    /**
     * Packs everything.
     *
     * @return packings, of which any may be the cheapest
     */
    List<Packing> packings() {
        List<List<Pattern>> ways = new ArrayList<>();
        PatternProgram program = alone();
        for (Taste taste : TASTES) {
            ways.add(rest(new PatternFill(problem, kinds), taste));
        }
        List<Pattern> known = ways.stream().flatMap(List::stream).distinct().toList();
        boolean cheaper = true;
        while (cheaper) {
            cheaper = false;
            for (Pattern pattern : known) {
                cheaper |= program.add(pattern, cost(pattern.type()) / unit);
            }
        }
        for (Taste taste : TASTES) {
            ways.add(rounded(program, taste));
        }
        return ways.stream()
                .filter(bins -> bins.size() >= problem.minBins())
                .map(this::packing)
                .toList();
    }

    private List<Pattern> rounded(PatternProgram program, Taste taste) {
        PatternFill fill = new PatternFill(problem, kinds);
        for (int row = 0; row < program.size(); row++) {
            int whole = (int) Math.floor(program.uses(row) + WHOLE);
            if (!program.pattern(row).isEmpty()) {
                fill.use(program.pattern(row), whole);
            }
        }
        return rest(fill, taste);
    }

    private List<Pattern> rest(PatternFill fill, Taste taste) {
        List<Pattern> bins = fill.rest(taste);
        steps += fill.steps();
        return bins;
    }

    private double cost(int type) {
        return problem.prices()[type];
    }

    /** Each kind alone, in the type that holds it for the least money. */
    private PatternProgram alone() {
        Pattern[] alone = new Pattern[kinds.size()];
        for (int kind = 0; kind < alone.length; kind++) {
            double[] load = kinds.loads()[kind];
            int type =
                    IntStream.range(0, problem.types())
                            .filter(each -> holds(each, load) > 0)
                            .boxed()
                            .min(Comparator.comparingDouble(each -> cost(each) / holds(each, load)))
                            .orElseThrow();
            int[] counts = new int[kinds.size()];
            counts[kind] = holds(type, load);
            alone[kind] = new Pattern(type, counts);
        }
        double[] prices = Stream.of(alone).mapToDouble(each -> cost(each.type()) / unit).toArray();
        return new PatternProgram(kinds.counts(), alone, prices);
    }

    private int holds(int type, double[] load) {
        return (int) Math.min(Integer.MAX_VALUE, Problem.times(load, problem.rooms()[type]));
    }

    private Packing packing(List<Pattern> bins) {
        List<Deque<Integer>> items = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            items.add(new ArrayDeque<>());
        }
        for (int item = 0; item < kinds.kindOf().length; item++) {
            items.get(kinds.kindOf()[item]).add(item);
        }
        Packing packing = new Packing(problem, bins.stream().mapToInt(Pattern::type).toArray());
        for (int bin = 0; bin < bins.size(); bin++) {
            int[] counts = bins.get(bin).counts();
            for (int kind = 0; kind < counts.length; kind++) {
                for (int held = 0; held < counts[kind]; held++) {
                    packing.put(items.get(kind).remove(), bin);
                }
            }
        }
        return packing;
    }
}
