package dev.plimsoll.core.capacity.consolidate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Looks for a more valuable set that holds in every rehearsal, where adding nodes to one that does
 * comes to its end. A set that is too large is played a few times; a node from which a pod was left
 * behind is exchanged for another one as long as less is left behind. What fails in the whole
 * rehearsal is played ever after.
 */
final class Exchange {

    /** How many pods may be held against a node, all in all. */
    private static final long CHECKS = 40_000_000;

    /** Where fewer sets than these could be tried, none is. */
    private static final int FEWEST_TRIES = 40;

    private static final int FIRST_PLAYS = 2 * Manner.COUNT;
    private static final int STEPS_FROM_ONE_SET = 60;

    private final Candidates candidates;
    private final Layout layout;
    private final Floor floor;
    private final double[] values;
    private final double[] sizes;
    private final Rehearsals rehearsals;
    private final Random random = new Random(1);
    private final List<Integer> plays =
            new ArrayList<>(IntStream.range(0, FIRST_PLAYS).boxed().toList());
    private long checks = CHECKS;

    /**
     * @param sizes by node, how much has to move off it
     */
    Exchange(
            Candidates candidates,
            Layout layout,
            Floor floor,
            double[] values,
            double[] sizes,
            Rehearsals rehearsals) {
        this.candidates = candidates;
        this.layout = layout;
        this.floor = floor;
        this.values = values;
        this.sizes = sizes;
        this.rehearsals = rehearsals;
    }

    /** Tells whether a fleet is small enough for many sets to be played. */
    static boolean affordable(Layout layout, Attempt like) {
        return Rehearsal.checks(layout, like.movers().length) * FIRST_PLAYS
                <= CHECKS / FEWEST_TRIES;
    }

    /** Answers a set worth more than this one that holds; empty where none was found. */
    Optional<Attempt> better(Attempt than) {
        if (!affordable(layout, than)) {
            return Optional.empty();
        }
        List<Integer> outside =
                IntStream.range(0, layout.nodes())
                        .filter(node -> candidates.candidate(node) && !than.removes(node))
                        .boxed()
                        .sorted(Comparator.comparingDouble(node -> sizes[node] / values[node]))
                        .toList();
        for (int from = 0; from < outside.size() && checks > 0; from++) {
            List<Integer> first = new ArrayList<>(than.removed());
            first.add(outside.get(from));
            if (allowed(first)) {
                Optional<Attempt> found = from(than, first);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Attempt> from(Attempt than, List<Integer> first) {
        double worth = value(than.removed());
        List<Integer> nodes = first;
        Failure failure = failure(than.with(nodes), Double.POSITIVE_INFINITY);
        for (int step = 0; step < STEPS_FROM_ONE_SET && checks > 0; step++) {
            if (failure.left.isEmpty()) {
                Optional<Attempt> placed = than.with(nodes).replaced(0);
                if (placed.isPresent() && holds(placed.get())) {
                    return placed;
                }
                failure = failure(than.with(nodes), Double.POSITIVE_INFINITY);
            }
            List<Integer> other = exchanged(nodes, failure);
            if (value(other) > worth && allowed(other)) {
                Failure next = failure(than.with(other), failure.size);
                if (next.size <= failure.size) {
                    nodes = other;
                    failure = next;
                }
            }
        }
        return Optional.empty();
    }

    private boolean holds(Attempt attempt) {
        int movers = attempt.movers().length;
        checks -= Rehearsal.checks(layout, movers) * Rehearsal.count(layout, movers);
        boolean holds =
                rehearsals.left(attempt).isEmpty() && rehearsals.leftElsewhere(attempt).isEmpty();
        if (!holds) {
            plays.addFirst(rehearsals.last());
        }
        return holds;
    }

    /**
     * What was left behind in some plays.
     *
     * @param size how much it is, all in all
     */
    private record Failure(List<Integer> left, double size) {}

    private Failure failure(Attempt attempt, double most) {
        int[] movers = Rehearsal.troublesome(attempt);
        List<Integer> left = new ArrayList<>();
        double size = 0;
        for (int at = 0; at < plays.size() && size <= most; at++) {
            checks -= Rehearsal.checks(layout, movers.length);
            for (int pod : rehearsals.leftBehind(attempt, movers, plays.get(at))) {
                left.add(pod);
                size += Placer.size(layout, pod);
            }
        }
        return new Failure(left, size);
    }

    /** Keeps the node of a pod that was left behind, or any, and lets another one go. */
    private List<Integer> exchanged(List<Integer> nodes, Failure failure) {
        List<Integer> other = new ArrayList<>(nodes);
        int out = nodes.get(random.nextInt(nodes.size()));
        if (!failure.left.isEmpty() && random.nextInt(4) > 0) {
            out = layout.home()[failure.left.get(random.nextInt(failure.left.size()))];
        }
        int[] outside =
                IntStream.range(0, layout.nodes())
                        .filter(node -> candidates.candidate(node) && !nodes.contains(node))
                        .toArray();
        if (outside.length > 0) {
            other.remove((Integer) out);
            other.add(outside[random.nextInt(outside.length)]);
        }
        return other;
    }

    private boolean allowed(List<Integer> nodes) {
        return nodes.stream()
                .allMatch(node -> {
                    List<Integer> others = new ArrayList<>(nodes);
                    others.remove((Integer) node);
                    return floor.forbids(node, others).isEmpty();
                });
    }

    private double value(List<Integer> nodes) {
        return nodes.stream().mapToDouble(node -> values[node]).sum();
    }
}
