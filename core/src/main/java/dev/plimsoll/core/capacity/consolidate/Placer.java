package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.reshape.FitRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds places for pods: the pods that few nodes take come first, then the largest; each goes to
 * the node that a {@link FitRule} likes best. A pod that finds none makes another one that has
 * moved anyway move on, or pushes a smaller one out, which then has to find a place itself. Each
 * push leaves less to place, so it ends.
 */
final class Placer {

    private final Board board;
    private final Layout layout;
    private final double[] weights;
    private final boolean[] movable;
    private long work;

    /**
     * @param movable pods that may be pushed about once they are off their first node
     * @param work how many times a pod may be held against a node for pushing
     */
    Placer(Board board, boolean[] movable, long work) {
        this.board = board;
        this.movable = movable;
        this.work = work;
        layout = board.layout();
        weights = layout.weights();
    }

    /** One number for how much a pod takes of what is scarce. */
    static double size(Layout layout, int pod) {
        double[] weights = layout.weights();
        double size = 0;
        for (int d = 0; d < weights.length; d++) {
            size += layout.loads()[pod][d] * weights[d];
        }
        return size;
    }

    long work() {
        return work;
    }

    /** Places pods that are nowhere, and answers those that it could not place. */
    int[] place(int[] pods, FitRule rule) {
        int[] waiting = sorted(pods);
        int before = waiting.length + 1;
        // A pod may open a place to another one, by affinity or by filling the emptiest domain.
        while (waiting.length > 0 && waiting.length < before) {
            before = waiting.length;
            waiting =
                    Arrays.stream(waiting).filter(pod -> !put(pod, rule, Topology.NONE)).toArray();
        }
        return waiting.length == 0 ? waiting : push(waiting, rule);
    }

    private int[] sorted(int[] pods) {
        record Sized(int pod, int nodes, double size) {}
        return Arrays.stream(pods)
                .mapToObj(pod ->
                        new Sized(
                                pod,
                                layout.podClass(pod).onlyNeedsRoom()
                                        ? layout.podClass(pod).nodes().cardinality()
                                        : 0,
                                size(layout, pod)))
                .sorted((a, b) ->
                        a.nodes != b.nodes
                                ? Integer.compare(a.nodes, b.nodes)
                                : a.size != b.size
                                        ? Double.compare(b.size, a.size)
                                        : Integer.compare(a.pod, b.pod))
                .mapToInt(Sized::pod)
                .toArray();
    }

    private boolean put(int pod, FitRule rule, int except) {
        double[] load = layout.loads()[pod];
        int best = Topology.NONE;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int node = 0; node < layout.nodes(); node++) {
            if (node != except && board.fits(pod, node)) {
                double score = rule.score(load, board.left(node), weights);
                if (best == Topology.NONE || score > bestScore) {
                    bestScore = score;
                    best = node;
                }
            }
        }
        if (best != Topology.NONE) {
            board.put(pod, best);
        }
        return best != Topology.NONE;
    }

    private int[] push(int[] pods, FitRule rule) {
        Deque<Integer> waiting = new ArrayDeque<>();
        Arrays.stream(pods).forEach(waiting::add);
        List<Integer> hopeless = new ArrayList<>();
        while (!waiting.isEmpty()) {
            int pod = waiting.removeFirst();
            if (put(pod, rule, Topology.NONE) || moveOne(pod, rule)) {
                continue;
            }
            int smaller = pushOut(pod);
            if (smaller == Topology.NONE) {
                hopeless.add(pod);
            } else {
                waiting.addFirst(smaller);
            }
        }
        return hopeless.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Moves another pod on, so that the given one takes its place. */
    private boolean moveOne(int pod, FitRule rule) {
        for (int node : hosts(pod)) {
            for (int guest : guests(node)) {
                if (work < 0) {
                    return false;
                }
                board.take(guest);
                work--;
                if (board.fits(pod, node)) {
                    board.put(pod, node);
                    work -= layout.nodes();
                    if (put(guest, rule, node)) {
                        return true;
                    }
                    board.take(pod);
                }
                board.put(guest, node);
            }
        }
        return false;
    }

    /** Takes the smallest pod out that makes room; it must be smaller than the one let in. */
    private int pushOut(int pod) {
        int smallest = Topology.NONE;
        double least = size(layout, pod);
        for (int node : hosts(pod)) {
            for (int guest : guests(node)) {
                if (work < 0) {
                    return Topology.NONE;
                }
                double size = size(layout, guest);
                if (size < least) {
                    board.take(guest);
                    work--;
                    if (board.fits(pod, node)) {
                        smallest = guest;
                        least = size;
                    }
                    board.put(guest, node);
                }
            }
        }
        if (smallest != Topology.NONE) {
            int node = board.nodeOf(smallest);
            board.take(smallest);
            board.put(pod, node);
        }
        return smallest;
    }

    private int[] hosts(int pod) {
        return IntStream.range(0, layout.nodes())
                .filter(node -> board.open(node) && layout.podClass(pod).nodes().get(node))
                .toArray();
    }

    private int[] guests(int node) {
        return Arrays.stream(board.pods(node))
                .filter(pod -> movable[pod] && layout.home()[pod] != node)
                .toArray();
    }
}
