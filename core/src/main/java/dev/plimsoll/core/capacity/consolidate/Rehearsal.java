package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.consolidate.Board.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Plays what happens when nodes are drained: pods come off their nodes and the scheduler, which
 * knows nothing of the plan, puts each one on a node of its own choice. Each number is another
 * play: other manners of choosing, other orders, the nodes cordoned at once or one after the other,
 * and gone when empty or still there. The same number plays the same every time.
 */
final class Rehearsal {

    private static final long MOST_CHECKS = 3_000_000;
    private static final int MOST = 1_000;

    private final Board board;
    private final int[] movers;
    private final Layout layout;
    private final Attempt attempt;
    private final Manner manner;
    private final Random random;
    private final boolean cordonAtOnce;
    private final boolean endNodes;
    private final Order order;
    private final int enough;
    private final List<Integer> left = new ArrayList<>();

    private static final Set<Order> BY_NODE = EnumSet.of(Order.PLANNED, Order.NODE_BY_NODE);
    private static final List<Order> ANY =
            List.of(Order.PLANNED, Order.NODE_BY_NODE, Order.POD_BY_POD, Order.ALL_AT_ONCE);

    private enum Order {
        PLANNED,
        NODE_BY_NODE,
        POD_BY_POD,
        ALL_AT_ONCE,
        LARGEST_FIRST
    }

    private Rehearsal(Attempt attempt, int[] movers, int number, int enough, boolean largestFirst) {
        this.enough = enough;
        this.attempt = attempt;
        board = attempt.start().copy();
        layout = board.layout();
        random = new Random(number);
        this.movers = movers;
        manner =
                largestFirst
                        ? Manner.likely(number, board, random)
                        : Manner.of(number, board, movers, random);
        Order drawn = ANY.get(random.nextInt(ANY.size()));
        order =
                largestFirst
                        ? Order.LARGEST_FIRST
                        : manner.victim().isPresent()
                                ? Order.POD_BY_POD
                                : number < Manner.COUNT ? Order.PLANNED : drawn;
        cordonAtOnce = number < Manner.COUNT || random.nextInt(3) > 0;
        endNodes = number >= Manner.COUNT && random.nextBoolean();
    }

    /** The pods that move, the largest first and before these those that few nodes take. */
    static int[] troublesome(Attempt attempt) {
        Layout layout = attempt.board().layout();
        return Arrays.stream(attempt.movers())
                .boxed()
                .sorted(
                        Comparator.comparingDouble((Integer pod) ->
                                        -Placer.size(layout, pod)
                                                / Math.max(
                                                        1,
                                                        layout.podClass(pod).nodes().cardinality()))
                                .thenComparing(pod -> pod))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Plays once.
     *
     * @param movers as {@link #troublesome} has them
     * @return a pod that found no node; empty if each found one at once
     */
    static OptionalInt play(Attempt attempt, int[] movers, int number, boolean largestFirst) {
        int[] left = new Rehearsal(attempt, movers, number, 1, largestFirst).play();
        return left.length == 0 ? OptionalInt.empty() : OptionalInt.of(left[0]);
    }

    /** Plays once to its end, and answers all pods that found no node. */
    static int[] leftBehind(Attempt attempt, int[] movers, int number, boolean largestFirst) {
        return new Rehearsal(attempt, movers, number, movers.length, largestFirst).play();
    }

    /** How many times a play holds a pod against a node. */
    static long checks(Layout layout, int movers) {
        return (long) Math.max(1, movers) * Math.min(layout.nodes(), Manner.ENOUGH);
    }

    private int[] play() {
        List<Integer> nodes = new ArrayList<>(attempt.removed());
        if (order != Order.PLANNED) {
            Collections.shuffle(nodes, random);
        }
        for (int pod : attempt.candidates().waiting()) {
            if (attempt.movable()[pod]) {
                // It waits for a node now; where it finds none, that is not this plan's doing.
                manner.schedule(pod);
            }
        }
        if (cordonAtOnce || !BY_NODE.contains(order)) {
            nodes.forEach(node -> board.state(node, State.CORDONED));
        }
        switch (order) {
            case PLANNED, NODE_BY_NODE -> nodeByNode(nodes);
            case POD_BY_POD -> podByPod(movers(nodes));
            case LARGEST_FIRST -> podByPod(movers);
            case ALL_AT_ONCE -> {
                int[] pods = movers(nodes);
                Arrays.stream(pods).forEach(board::take);
                schedule(pods);
            }
        }
        return left.stream().mapToInt(Integer::intValue).toArray();
    }

    private void nodeByNode(List<Integer> nodes) {
        for (int at = 0; at < nodes.size() && left.size() < enough; at++) {
            int node = nodes.get(at);
            board.state(node, State.CORDONED);
            podByPod(movers(List.of(node)));
            if (endNodes) {
                board.state(node, State.GONE);
            }
        }
    }

    /** The pods that must move off these nodes, in any order. */
    private int[] movers(List<Integer> nodes) {
        int[] pods =
                nodes.stream()
                        .flatMapToInt(node -> IntStream.of(board.pods(node)))
                        .filter(pod -> attempt.movable()[pod])
                        .sorted()
                        .toArray();
        for (int at = pods.length - 1; at > 0; at--) {
            int other = random.nextInt(at + 1);
            int pod = pods[at];
            pods[at] = pods[other];
            pods[other] = pod;
        }
        manner.victim()
                .ifPresent(victim -> {
                    for (int at = 0; at < pods.length - 1; at++) {
                        if (pods[at] == victim) {
                            pods[at] = pods[pods.length - 1];
                            pods[pods.length - 1] = victim;
                        }
                    }
                });
        return pods;
    }

    private void podByPod(int[] pods) {
        for (int at = 0; at < pods.length && left.size() < enough; at++) {
            board.take(pods[at]);
            schedule(pods[at]);
        }
    }

    private void schedule(int[] pods) {
        for (int at = 0; at < pods.length && left.size() < enough; at++) {
            schedule(pods[at]);
        }
    }

    private void schedule(int pod) {
        if (!manner.schedule(pod)) {
            left.add(pod);
        }
    }

    /** Answers how often to play: small fleets are soon played, large ones even out by number. */
    static int count(Layout layout, int movers) {
        return Math.clamp(MOST_CHECKS / checks(layout, movers), Manner.COUNT, MOST);
    }
}
