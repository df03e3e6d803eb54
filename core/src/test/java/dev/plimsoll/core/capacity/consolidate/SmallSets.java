package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.consolidate.Board.State;
import dev.plimsoll.core.capacity.consolidate.Exhaustive.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** All sets of nodes of a small fleet that could go together. */
final class SmallSets {

    private static final long STEPS = 20_000_000;

    private SmallSets() {}

    /** Those for whose pods a placement exists, the most valuable first. */
    static List<List<Integer>> placeable(Candidates candidates, Board start, Floor floor) {
        Layout layout = start.layout();
        return IntStream.range(0, 1 << layout.nodes())
                .mapToObj(set ->
                        IntStream.range(0, layout.nodes())
                                .filter(node -> (set >> node & 1) == 1)
                                .boxed()
                                .toList())
                .filter(nodes -> allowed(candidates, floor, nodes))
                .filter(nodes -> placeable(candidates, start, nodes))
                .sorted(Comparator.comparingDouble(nodes -> -usd(layout, nodes)))
                .toList();
    }

    static double usd(Layout layout, List<Integer> nodes) {
        return nodes.stream()
                .map(node -> layout.machines().get(node).hourlyUsd().orElseThrow())
                .mapToDouble(Number::doubleValue)
                .sum();
    }

    private static boolean allowed(Candidates candidates, Floor floor, List<Integer> nodes) {
        return nodes.stream().allMatch(candidates::candidate)
                && nodes.stream()
                        .allMatch(node -> {
                            List<Integer> others = new ArrayList<>(nodes);
                            others.remove(node);
                            return floor.forbids(node, others).isEmpty();
                        });
    }

    private static boolean placeable(Candidates candidates, Board start, List<Integer> nodes) {
        Board board = start.copy();
        nodes.forEach(node -> board.state(node, State.CORDONED));
        int[] pods =
                nodes.stream()
                        .flatMapToInt(node -> Arrays.stream(candidates.movers()[node]))
                        .toArray();
        Arrays.stream(pods).forEach(board::take);
        return Exhaustive.place(board, pods, STEPS) == End.PLACED;
    }
}
