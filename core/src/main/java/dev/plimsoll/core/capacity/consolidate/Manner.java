package dev.plimsoll.core.capacity.consolidate;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Chooses a node for a pod as a scheduler might, among those that admit it: by the default scores
 * (least allocated and most balanced), by these and much that is not known here, such as preferred
 * affinity and the soft spread of replicas, by the fullest node, at random, or so that one pod, the
 * victim, which comes last, finds no node.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/scheduler/framework/plugins/noderesources/least_allocated.go">least
 *     allocated</a>
 */
final class Manner {

    /** How many manners there are. */
    static final int COUNT = 5;

    /** Of how many nodes that admit a pod the best is chosen; the scheduler stops here as well. */
    static final int ENOUGH = 100;

    private static final double DEFAULT_CPU_MILLIS = 100;
    private static final double DEFAULT_MEMORY_BYTES = 200 << 20;
    private static final double FULL = 100;

    private final Kind kind;
    private final Board board;
    private final Layout layout;
    private final Random random;
    private final int victim;
    private int next;

    private enum Kind {
        SCHEDULER,
        NOISY,
        ANY,
        FULLEST,
        HARMFUL
    }

    private static final List<Kind> LIKELY = List.of(Kind.SCHEDULER, Kind.NOISY);

    private Manner(Kind kind, Board board, int victim, Random random) {
        this.kind = kind;
        this.board = board;
        this.victim = victim;
        this.random = random;
        layout = board.layout();
    }

    /**
     * Answers the manner of a play.
     *
     * @param movers the pods that will be placed, the most troublesome first
     */
    static Manner of(int number, Board board, int[] movers, Random random) {
        return of(Kind.values()[number % COUNT], number, board, movers, random);
    }

    /** Answers the manner of a play as schedulers are known to choose, by some scores. */
    static Manner likely(int number, Board board, Random random) {
        return of(LIKELY.get(number % LIKELY.size()), number, board, new int[0], random);
    }

    private static Manner of(Kind kind, int number, Board board, int[] movers, Random random) {
        int victim =
                kind == Kind.HARMFUL && movers.length > 0
                        ? movers[number / COUNT % movers.length]
                        : Topology.NONE;
        return new Manner(kind, board, victim, random);
    }

    /** The pod that the others are put in the way of, and that has to come last. */
    OptionalInt victim() {
        return victim == Topology.NONE ? OptionalInt.empty() : OptionalInt.of(victim);
    }

    /** Puts the pod on a node; false where none admits it. */
    boolean schedule(int pod) {
        int nodes = layout.nodes();
        int best = Topology.NONE;
        double bestScore = Double.NEGATIVE_INFINITY;
        int found = 0;
        int start = next;
        for (int step = 0; step < nodes && found < ENOUGH; step++) {
            int node = (start + step) % nodes;
            next = node + 1;
            if (board.admits(pod, node)) {
                found++;
                double score = score(pod, node) + random.nextDouble() / 2;
                if (score > bestScore) {
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

    private double score(int pod, int node) {
        return switch (kind) {
            case SCHEDULER -> defaultScore(board, pod, node);
            case NOISY ->
                    spare(board, pod, node)
                            + balance(board, pod, node)
                            + 2 * FULL * random.nextDouble();
            case ANY -> FULL * random.nextDouble();
            case FULLEST -> -spare(board, pod, node);
            case HARMFUL -> victim == Topology.NONE ? 0 : harm(pod, node);
        };
    }

    /** Best is to bar the victim from a node it could use, with little; then to come near that. */
    private double harm(int pod, int node) {
        if (!layout.podClass(victim).nodes().get(node)) {
            return -FULL * FULL;
        }
        double margin = Double.POSITIVE_INFINITY;
        double[] after = layout.loads()[victim];
        for (int d = 0; d < layout.dimensions().scheduled(); d++) {
            double room = layout.rooms()[node][d];
            if (after[d] > 0 && room > 0) {
                double left = board.left(node)[d] - after[d];
                if (left < 0) {
                    // The victim cannot come here anyway.
                    return -FULL * FULL / 2;
                }
                margin = Math.min(margin, (left - layout.loads()[pod][d]) / room);
            }
        }
        return margin < 0 ? FULL * FULL + margin * FULL : -margin * FULL;
    }

    /** Scores a node for a pod as the scheduler does that nobody has set up otherwise. */
    static double defaultScore(Board board, int pod, int node) {
        return Math.floor(spare(board, pod, node)) + Math.floor(balance(board, pod, node));
    }

    private static double spare(Board board, int pod, int node) {
        return (share(board, pod, node, Dimensions.CPU, DEFAULT_CPU_MILLIS)
                        + share(board, pod, node, Dimensions.MEMORY, DEFAULT_MEMORY_BYTES))
                * FULL
                / 2;
    }

    private static double balance(Board board, int pod, int node) {
        double apart =
                share(board, pod, node, Dimensions.CPU, 0)
                        - share(board, pod, node, Dimensions.MEMORY, 0);
        return FULL - FULL * Math.abs(apart) / 2;
    }

    /** What share of a resource is left on the node with the pod on it. */
    private static double share(Board board, int pod, int node, int dimension, double otherwise) {
        double room = board.layout().rooms()[node][dimension];
        double load = board.layout().loads()[pod][dimension];
        return room <= 0 ? 0 : (board.left(node)[dimension] - (load > 0 ? load : otherwise)) / room;
    }
}
