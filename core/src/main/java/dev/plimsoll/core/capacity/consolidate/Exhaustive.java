package dev.plimsoll.core.capacity.consolidate;

import java.util.Arrays;

/**
 * Tries every way to place a few pods, up to a limit. It proves that there is none only where pods
 * never open a place to one another (no affinity, no spread), so that their order does not matter.
 */
final class Exhaustive {

    private static final int MOST_PODS = 60;

    private final Board board;
    private final Layout layout;
    private final int[] pods;
    private long steps;

    private Exhaustive(Board board, int[] pods, long steps) {
        this.board = board;
        this.pods = pods;
        this.steps = steps;
        layout = board.layout();
    }

    /** How a search ends. */
    enum End {
        /** The board has every pod on a node. */
        PLACED,
        /** There is no way. */
        NONE,
        /** Nobody knows. */
        UNKNOWN
    }

    /**
     * Places pods that are nowhere.
     *
     * @param steps after how many to give up
     */
    static End place(Board board, int[] pods, long steps) {
        if (pods.length > MOST_PODS) {
            return End.UNKNOWN;
        }
        int[] sorted =
                Arrays.stream(pods)
                        .boxed()
                        .sorted((a, b) -> {
                            int bySize =
                                    Double.compare(
                                            Placer.size(board.layout(), b),
                                            Placer.size(board.layout(), a));
                            return bySize != 0
                                    ? bySize
                                    : Integer.compare(
                                            board.layout().classOf()[a],
                                            board.layout().classOf()[b]);
                        })
                        .mapToInt(Integer::intValue)
                        .toArray();
        Exhaustive search = new Exhaustive(board, sorted, steps);
        if (search.rest(0)) {
            return End.PLACED;
        }
        boolean orderMatters =
                Arrays.stream(pods).anyMatch(pod -> !board.layout().podClass(pod).onlyNarrows());
        return search.steps < 0 || orderMatters ? End.UNKNOWN : End.NONE;
    }

    private boolean rest(int from) {
        if (from == pods.length) {
            return true;
        }
        int pod = pods[from];
        // Equal pods need not be tried in both orders: the later one goes to no earlier node.
        int first = from > 0 && alike(pod, pods[from - 1]) ? board.nodeOf(pods[from - 1]) : 0;
        for (int node = first; node < layout.nodes(); node++) {
            if (steps-- < 0) {
                return false;
            }
            if (board.fits(pod, node)) {
                board.put(pod, node);
                if (rest(from + 1)) {
                    return true;
                }
                board.take(pod);
            }
        }
        return false;
    }

    private boolean alike(int a, int b) {
        return layout.classOf()[a] == layout.classOf()[b]
                && Arrays.equals(layout.loads()[a], layout.loads()[b]);
    }
}
