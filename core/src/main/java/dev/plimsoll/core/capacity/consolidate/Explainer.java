package dev.plimsoll.core.capacity.consolidate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out, without a search, that one more node cannot go. */
final class Explainer {

    private static final double MIB = 1 << 20;

    private final Layout layout;
    private final Board start;
    private final Candidates candidates;
    private final Floor floor;
    private @Nullable Attempt bareOf;
    private Board bareBoard;

    Explainer(Board start, Candidates candidates, Floor floor) {
        this.start = start;
        this.candidates = candidates;
        this.floor = floor;
        layout = start.layout();
        bareBoard = start;
    }

    /** Answers what proves at a glance that the node cannot go in addition. */
    Optional<Reason> proofByRoom(Attempt attempt, int node) {
        return floor.forbids(node, attempt.removed()).or(() -> tooLittleRoom(attempt, node));
    }

    /** Answers what proves that the node cannot go in addition; empty where nothing simple does. */
    Optional<Reason> proof(Attempt attempt, int node) {
        return proofByRoom(attempt, node).or(() -> noNodeThatStays(attempt, node));
    }

    /** The pods that would have to find another node: its own, and those planned onto it. */
    private int[] leaving(Attempt attempt, int node) {
        return Arrays.stream(attempt.board().pods(node))
                .filter(pod -> attempt.movable()[pod])
                .sorted()
                .toArray();
    }

    private Optional<Reason> tooLittleRoom(Attempt attempt, int node) {
        int dimensions = layout.dimensions().count();
        double[] needed = new double[dimensions];
        double[] left = new double[dimensions];
        for (int pod : leaving(attempt, node)) {
            for (int d = 0; d < dimensions; d++) {
                needed[d] += layout.loads()[pod][d];
            }
        }
        for (int other = 0; other < layout.nodes(); other++) {
            if (other != node && attempt.board().open(other)) {
                for (int d = 0; d < dimensions; d++) {
                    left[d] += Math.max(0, attempt.board().left(other)[d]);
                }
            }
        }
        return IntStream.range(0, dimensions)
                .filter(d -> needed[d] > left[d])
                .mapToObj(d ->
                        (Reason)
                                new Reason.TooLittleRoom(
                                        layout.dimensions().name(d),
                                        amount(d, needed[d]),
                                        amount(d, left[d])))
                .findFirst();
    }

    private String amount(int dimension, double value) {
        String name = layout.dimensions().name(dimension);
        if (name.startsWith("CPU ")) {
            return String.format(Locale.ROOT, "%.0fm", value);
        }
        return name.startsWith("memory ")
                ? String.format(Locale.ROOT, "%.1fMi", value / MIB)
                : String.format(Locale.ROOT, "%.0f", value);
    }

    /** The pods of all nodes that go are off the board, so that only what stays is in the way. */
    private Optional<Reason> noNodeThatStays(Attempt attempt, int node) {
        if (bareOf != attempt) {
            bareOf = attempt;
            bareBoard = start.copy();
            Arrays.stream(attempt.movers()).forEach(bareBoard::take);
        }
        Board bare = bareBoard.copy();
        Arrays.stream(candidates.movers()[node]).forEach(bare::take);
        BitSet gone = new BitSet();
        attempt.removed().forEach(gone::set);
        gone.set(node);
        for (int pod : leaving(attempt, node)) {
            TreeMap<Obstacle, Integer> met = new TreeMap<>();
            for (int other = 0; other < layout.nodes(); other++) {
                if (met.containsKey(Obstacle.NONE)) {
                    break;
                }
                if (!gone.get(other)) {
                    met.merge(bare.obstacle(pod, other), 1, Integer::sum);
                }
            }
            if (!met.containsKey(Obstacle.NONE)) {
                return Optional.of(
                        new Reason.NoNodeThatStays(layout.key(pod), Obstacle.clauses(met)));
            }
        }
        return Optional.empty();
    }
}
