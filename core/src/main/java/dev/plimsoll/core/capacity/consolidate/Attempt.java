package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.consolidate.Board.State;
import dev.plimsoll.core.capacity.reshape.FitRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A set of nodes that go, and a place for each pod that moves. It does not change.
 *
 * @param movable pods that must find another node when theirs goes
 * @param start the board before anything moves
 * @param removed in the order in which they were added
 * @param board the pods where they would be
 */
record Attempt(
        Candidates candidates, boolean[] movable, Board start, List<Integer> removed, Board board) {

    private static final List<FitRule> RULES =
            List.of(FitRule.TIGHTEST, FitRule.DOT_PRODUCT, FitRule.LEVEL);

    Attempt {
        removed = List.copyOf(removed);
    }

    /** Removes nothing; pods that wait for a node get one. */
    static Attempt none(Candidates candidates, Board start) {
        boolean[] movable = new boolean[start.layout().pods().size()];
        Arrays.stream(candidates.movers())
                .flatMapToInt(Arrays::stream)
                .forEach(pod -> movable[pod] = true);
        Board board = start.copy();
        int[] hopeless =
                new Placer(board, movable, 0).place(candidates.waiting(), FitRule.TIGHTEST);
        Arrays.stream(candidates.waiting()).forEach(pod -> movable[pod] = true);
        Arrays.stream(hopeless).forEach(pod -> movable[pod] = false);
        return new Attempt(candidates, movable, start, List.of(), board);
    }

    /**
     * What became of one more node.
     *
     * @param next empty where no placement was found
     * @param leftOver a pod that had no place then
     */
    record Step(Optional<Attempt> next, int leftOver) {}

    /** Removes one more node, moving no more than needs be. */
    Step without(int node, long work) {
        Board next = board.copy();
        next.state(node, State.CORDONED);
        int[] pods = Arrays.stream(next.pods(node)).filter(pod -> movable[pod]).toArray();
        Arrays.stream(pods).forEach(next::take);
        return placed(next, pods, with(node), FitRule.TIGHTEST, work);
    }

    /** Removes one more node, and places every pod that moves anew. */
    Step anew(int node, long work) {
        return anew(with(node), work);
    }

    /** Places every pod that moves anew. */
    Optional<Attempt> replaced(long work) {
        return anew(removed, work).next;
    }

    private Step anew(List<Integer> nodes, long work) {
        Step step = new Step(Optional.empty(), Topology.NONE);
        for (FitRule rule : RULES) {
            step = placed(bare(nodes), offBoard(nodes), nodes, rule, work);
            if (step.next.isPresent()) {
                break;
            }
        }
        return step;
    }

    private Step placed(Board next, int[] pods, List<Integer> nodes, FitRule rule, long work) {
        int[] left = new Placer(next, movable, work).place(pods, rule);
        return left.length > 0 ? new Step(Optional.empty(), left[0]) : step(next, nodes);
    }

    /** Takes a board that has every pod on a node, if there is an order to get there. */
    Step step(Board placed, int node) {
        return step(placed, with(node));
    }

    private Step step(Board placed, List<Integer> nodes) {
        int stuck = stuck(placed, nodes);
        return stuck == Topology.NONE
                ? new Step(
                        Optional.of(new Attempt(candidates, movable, start, nodes, placed)),
                        Topology.NONE)
                : new Step(Optional.empty(), stuck);
    }

    /**
     * Puts the pods where they would be, one after the other; pods that were pushed about may have
     * left others without what they need.
     */
    private int stuck(Board placed, List<Integer> nodes) {
        int[] pods = offBoard(nodes);
        Layout layout = start.layout();
        if (Arrays.stream(pods).allMatch(pod -> layout.podClass(pod).onlyNarrows())) {
            return Topology.NONE;
        }
        Board again = bare(nodes);
        int before = pods.length + 1;
        while (pods.length > 0 && pods.length < before) {
            before = pods.length;
            pods =
                    Arrays.stream(pods)
                            .filter(pod -> !putAgain(again, pod, placed.nodeOf(pod)))
                            .toArray();
        }
        return pods.length == 0 ? Topology.NONE : pods[0];
    }

    private static boolean putAgain(Board again, int pod, int node) {
        boolean fits = again.fits(pod, node);
        if (fits) {
            again.put(pod, node);
        }
        return fits;
    }

    /** Gives a board on which one more node goes too and all pods that move are nowhere. */
    Board bare(int node) {
        return bare(with(node));
    }

    private Board bare(List<Integer> nodes) {
        Board bare = start.copy();
        for (int node : nodes) {
            bare.state(node, State.CORDONED);
            Arrays.stream(candidates.movers()[node]).forEach(bare::take);
        }
        return bare;
    }

    /** The pods that are nowhere on such a board and need a place. */
    int[] offBoard(int node) {
        return offBoard(with(node));
    }

    private int[] offBoard(List<Integer> nodes) {
        return IntStream.concat(
                        Arrays.stream(candidates.waiting()).filter(pod -> movable[pod]),
                        nodes.stream()
                                .flatMapToInt(node -> Arrays.stream(candidates.movers()[node])))
                .toArray();
    }

    /** The pods that move off the nodes that go. */
    int[] movers() {
        return removed.stream()
                .flatMapToInt(node -> Arrays.stream(candidates.movers()[node]))
                .toArray();
    }

    /** Only the first nodes that were added; the board is still that of all. */
    Attempt first(int count) {
        return with(removed.subList(0, count));
    }

    /** Removes other nodes; the board is still that of these. */
    Attempt with(List<Integer> nodes) {
        return new Attempt(candidates, movable, start, nodes, board);
    }

    private List<Integer> with(int node) {
        List<Integer> all = new ArrayList<>(removed);
        all.add(node);
        return all;
    }

    boolean removes(int node) {
        return removed.contains(node);
    }
}
