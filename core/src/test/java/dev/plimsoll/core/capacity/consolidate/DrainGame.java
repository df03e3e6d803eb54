package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.consolidate.Board.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tries everything that can happen when a set of nodes is drained: an adversary chooses which pod
 * comes next, and, among the nodes that the scheduler may take, where it goes. The set is safe only
 * if no pod is ever left without a node. All nodes of the set are cordoned at once.
 */
final class DrainGame {

    private final Candidates candidates;
    private final Board start;
    private final Rival rival;
    private final int most;
    private final Set<List<Integer>> seen = new HashSet<>();
    private Board board;
    private int[] movers = {};

    /** What the adversary may do. */
    enum Rival {
        /** Any order, and any node that the filters admit. */
        ANY_ORDER_ANY_NODE,
        /** Any order, and a node with the best default score; of equal ones, any. */
        ANY_ORDER_BEST_NODE,
        /** The largest pod first, and any node that the filters admit. */
        LARGEST_FIRST_ANY_NODE,
        /** The largest pod first, and a node with the best default score; of equal ones, any. */
        LARGEST_FIRST_BEST_NODE;

        boolean orders() {
            return this == ANY_ORDER_ANY_NODE || this == ANY_ORDER_BEST_NODE;
        }

        boolean choosesAnyNode() {
            return this == ANY_ORDER_ANY_NODE || this == LARGEST_FIRST_ANY_NODE;
        }
    }

    /**
     * @param most after how many positions to give up
     */
    DrainGame(Candidates candidates, Board start, Rival rival, int most) {
        this.candidates = candidates;
        this.start = start;
        this.rival = rival;
        this.most = most;
        board = start;
    }

    /** Tells whether the set is safe; empty where too much had to be tried. */
    Optional<Boolean> safe(List<Integer> nodes) {
        board = start.copy();
        nodes.forEach(node -> board.state(node, State.CORDONED));
        Layout layout = board.layout();
        movers =
                nodes.stream()
                        .flatMapToInt(node -> Arrays.stream(candidates.movers()[node]))
                        .boxed()
                        .sorted((a, b) ->
                                Double.compare(Placer.size(layout, b), Placer.size(layout, a)))
                        .mapToInt(Integer::intValue)
                        .toArray();
        seen.clear();
        boolean lost =
                rival == Rival.ANY_ORDER_ANY_NODE && onlyRoomCounts()
                        ? anyVictim()
                        : strands(new boolean[movers.length], 0);
        return !lost && seen.size() > most ? Optional.empty() : Optional.of(!lost);
    }

    private boolean onlyRoomCounts() {
        return Arrays.stream(movers).allMatch(pod -> board.layout().podClass(pod).onlyNeedsRoom());
    }

    /** Where pods only take room, the one that is to be left may as well come last. */
    private boolean anyVictim() {
        Set<List<Double>> tried = new HashSet<>();
        for (int last = 0; last < movers.length; last++) {
            int victim = movers[last];
            List<Double> kind = kind(victim);
            if (tried.add(kind)) {
                int[] others = Arrays.stream(movers).filter(pod -> pod != victim).toArray();
                board.take(victim);
                seen.clear();
                boolean lost = barred(victim, others, 0);
                board.put(victim, start.nodeOf(victim));
                if (lost || seen.size() > most) {
                    return lost;
                }
            }
        }
        return false;
    }

    private List<Double> kind(int pod) {
        List<Double> kind =
                new ArrayList<>(Arrays.stream(board.layout().loads()[pod]).boxed().toList());
        kind.add((double) board.layout().classOf()[pod]);
        return kind;
    }

    private boolean barred(int victim, int[] others, int from) {
        int[] open = admitting(victim);
        if (open.length == 0) {
            return true;
        }
        if (from == others.length || tooLittleToBar(victim, open, others, from) || !isNew(from)) {
            return false;
        }
        int pod = others[from];
        int home = board.nodeOf(pod);
        board.take(pod);
        boolean lost = false;
        for (int to : admitting(pod)) {
            board.put(pod, to);
            lost = lost || barred(victim, others, from + 1);
            board.take(pod);
        }
        board.put(pod, home);
        // Or this one comes after the victim.
        return lost || barred(victim, others, from + 1);
    }

    /** Each node that takes the victim has to lose more than it has to spare, in some resource. */
    private boolean tooLittleToBar(int victim, int[] open, int[] others, int from) {
        Layout layout = board.layout();
        double needed = 0;
        for (int node : open) {
            double least = Double.POSITIVE_INFINITY;
            for (int d = 0; d < layout.dimensions().scheduled(); d++) {
                if (layout.loads()[victim][d] > 0) {
                    least =
                            Math.min(
                                    least,
                                    (board.left(node)[d] - layout.loads()[victim][d])
                                            * layout.weights()[d]);
                }
            }
            needed += least;
        }
        double there =
                IntStream.range(from, others.length)
                        .mapToDouble(at -> Placer.size(layout, others[at]))
                        .sum();
        return needed > there;
    }

    private boolean strands(boolean[] moved, int count) {
        if (count == movers.length || !isNew(rival.orders() ? 0 : count)) {
            return false;
        }
        for (int at = 0; at < movers.length; at++) {
            if (moved[at]) {
                continue;
            }
            int pod = movers[at];
            int home = board.nodeOf(pod);
            board.take(pod);
            moved[at] = true;
            int[] targets = rival.choosesAnyNode() ? admitting(pod) : best(pod);
            boolean lost = targets.length == 0;
            for (int to = 0; to < targets.length && !lost; to++) {
                board.put(pod, targets[to]);
                lost = strands(moved, count + 1);
                board.take(pod);
            }
            moved[at] = false;
            board.put(pod, home);
            if (lost || !rival.orders()) {
                return lost;
            }
        }
        return false;
    }

    /** Equal pods in exchanged places are one position. */
    private boolean isNew(int count) {
        if (seen.size() > most) {
            return false;
        }
        List<List<Integer>> places = new ArrayList<>();
        for (int pod : movers) {
            places.add(
                    List.of(
                            board.layout().classOf()[pod],
                            System.identityHashCode(board.layout().loads()[pod]),
                            board.nodeOf(pod)));
        }
        places.sort((a, b) -> {
            int first = a.get(0).compareTo(b.get(0));
            int second = first != 0 ? first : a.get(1).compareTo(b.get(1));
            return second != 0 ? second : a.get(2).compareTo(b.get(2));
        });
        List<Integer> position = new ArrayList<>(List.of(count));
        places.forEach(position::addAll);
        return seen.add(position);
    }

    private int[] admitting(int pod) {
        return IntStream.range(0, board.layout().nodes())
                .filter(node -> board.admits(pod, node))
                .toArray();
    }

    private int[] best(int pod) {
        int[] admitting = admitting(pod);
        double best =
                Arrays.stream(admitting)
                        .mapToDouble(node -> Manner.defaultScore(board, pod, node))
                        .max()
                        .orElse(0);
        return Arrays.stream(admitting)
                .filter(node -> Manner.defaultScore(board, pod, node) >= best)
                .toArray();
    }
}
