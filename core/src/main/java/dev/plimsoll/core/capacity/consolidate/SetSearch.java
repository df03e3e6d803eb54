package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.consolidate.Exhaustive.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the most valuable set of nodes that can go. Nodes are added one after the other, in
 * several orders, as long as there is a placement; the best set is then cut back to what holds in
 * every {@link Rehearsal}; and in the end each node that is left is tried once more, until none can
 * be added, so that what kept it is known.
 */
final class SetSearch {

    private static final long PUSHES_A_NODE = 20_000;
    private static final long PUSHES = 6_000_000;
    private static final long STEPS = 30_000;

    /** How many times a pod may be held against a node by placing everything anew. */
    private static final long ANEW = 30_000_000;

    /** How many times nodes may be tried in vain at the end, by the size of the fleet. */
    private static final long MOST_TRIES = 40_000;

    private final Board start;
    private final Layout layout;
    private final Candidates candidates;
    private final Floor floor;
    private final double[] values;
    private final boolean rehearsing;
    private final Explainer explainer;
    private final double[] sizes;
    private long pushes = PUSHES;
    private long anew = ANEW;
    private final Rehearsals rehearsals;

    SetSearch(Board start, Candidates candidates, Floor floor, double[] values, Promise promise) {
        this.start = start;
        this.candidates = candidates;
        this.floor = floor;
        this.values = values;
        rehearsing = promise != Promise.PLACEMENT;
        rehearsals = new Rehearsals(promise);
        layout = start.layout();
        explainer = new Explainer(start, candidates, floor);
        sizes =
                IntStream.range(0, layout.nodes())
                        .mapToDouble(node ->
                                Arrays.stream(candidates.movers()[node])
                                        .mapToDouble(pod -> Placer.size(layout, pod))
                                        .sum())
                        .toArray();
    }

    /**
     * What was found.
     *
     * @param reasons by node; null for one that goes or was no candidate
     */
    record Found(Attempt attempt, @Nullable Reason[] reasons, int rehearsals) {}

    Found search() {
        Attempt none = Attempt.none(candidates, start);
        Attempt best = none;
        for (List<Integer> order : orders()) {
            anew = ANEW;
            Attempt grown = grown(none, order);
            if (better(grown, best)) {
                best = grown;
            }
        }
        if (!rehearsing) {
            anew = ANEW;
            return extended(best);
        }
        Found found = extended(cutBack(best));
        if (Exchange.affordable(layout, found.attempt())) {
            anew = ANEW;
            Found other = extended(cutBack(grown(none, by(this::largest))));
            if (better(other.attempt(), found.attempt())) {
                found = other;
            }
        }
        Exchange exchange = new Exchange(candidates, layout, floor, values, sizes, rehearsals);
        Optional<Attempt> next = exchange.better(found.attempt());
        while (next.isPresent()) {
            anew = ANEW;
            found = extended(next.get());
            next = exchange.better(found.attempt());
        }
        return found;
    }

    private boolean better(Attempt one, Attempt other) {
        double gain = value(one) - value(other);
        return gain > 0 || gain == 0 && moves(one) < moves(other);
    }

    private double value(Attempt attempt) {
        return attempt.removed().stream().mapToDouble(node -> values[node]).sum();
    }

    private int moves(Attempt attempt) {
        return attempt.removed().stream().mapToInt(node -> candidates.movers()[node].length).sum();
    }

    /** Least to move for the money; least room lost for the money; fewest pods. */
    private List<List<Integer>> orders() {
        return List.of(
                by(node -> sizes[node] / values[node]),
                by(node -> whole(node) / values[node]),
                by(node -> candidates.movers()[node].length / values[node]));
    }

    private double largest(int node) {
        return Arrays.stream(candidates.movers()[node])
                        .mapToDouble(pod -> Placer.size(layout, pod))
                        .max()
                        .orElse(0)
                / values[node];
    }

    private List<Integer> by(ToDoubleFunction<Integer> cost) {
        return IntStream.range(0, layout.nodes())
                .filter(candidates::candidate)
                .boxed()
                .sorted(
                        Comparator.comparing(layout::usable)
                                .thenComparingDouble(cost)
                                .thenComparingDouble(node -> sizes[node])
                                .thenComparing(node -> node))
                .toList();
    }

    private double whole(int node) {
        double whole = sizes[node];
        double[] weights = layout.weights();
        for (int d = 0; d < weights.length; d++) {
            whole += Math.max(0, start.left(node)[d]) * weights[d];
        }
        return whole;
    }

    private Attempt grown(Attempt from, List<Integer> order) {
        Attempt attempt = from;
        List<Integer> failed = new ArrayList<>();
        for (int node : order) {
            if (explainer.proofByRoom(attempt, node).isEmpty()) {
                Attempt.Step step = attempt.without(node, spend(PUSHES_A_NODE));
                if (step.next().isPresent()) {
                    attempt = step.next().get();
                } else {
                    failed.add(node);
                }
            }
        }
        for (int node : failed) {
            if (pushes > 0
                    && explainer.proofByRoom(attempt, node).isEmpty()
                    && anewAffordable(attempt)) {
                attempt = attempt.anew(node, spend(PUSHES_A_NODE)).next().orElse(attempt);
            }
        }
        return attempt;
    }

    private boolean anewAffordable(Attempt attempt) {
        anew -= (long) moves(attempt) * layout.nodes();
        return anew > 0;
    }

    private long spend(long most) {
        long given = Math.min(most, Math.max(0, pushes));
        pushes -= given;
        return given;
    }

    /** Drops what was added last, ever more of it, until every play goes well; then less again. */
    private Attempt cutBack(Attempt attempt) {
        int size = attempt.removed().size();
        int good = size;
        int bad = size + 1;
        int drop = 0;
        while (good > 0 && rehearsals.left(attempt.first(good)).isPresent()) {
            bad = good;
            drop = Math.max(1, 2 * drop);
            good = Math.max(0, size - drop);
        }
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            if (rehearsals.left(attempt.first(middle)).isEmpty()) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        for (int count = good; count > 0; count--) {
            Optional<Attempt> fewer =
                    count == attempt.removed().size()
                            ? Optional.of(attempt)
                            : attempt.first(count).replaced(PUSHES_A_NODE);
            if (fewer.isPresent() && rehearsals.left(fewer.get()).isEmpty()) {
                return fewer.get();
            }
        }
        return Attempt.none(candidates, start);
    }

    private Found extended(Attempt from) {
        Attempt attempt = from;
        @Nullable Reason[] reasons = new Reason[layout.nodes()];
        boolean added = true;
        while (added) {
            added = false;
            List<Integer> vain = new ArrayList<>();
            for (int node : by(one -> sizes[one])) {
                if (attempt.removes(node)) {
                    continue;
                }
                Optional<Reason> proof = explainer.proof(attempt, node);
                if (proof.isPresent()) {
                    reasons[node] = proof.get();
                } else if ((long) vain.size() * moves(attempt) > MOST_TRIES
                        && sizes[vain.getLast()] <= sizes[node]) {
                    reasons[node] = notTried(vain, node, reasons);
                } else {
                    Trial trial = trial(attempt, node);
                    if (trial.next.isPresent()) {
                        attempt = trial.next.get();
                        added = true;
                    } else {
                        reasons[node] = trial.reason;
                        vain.add(node);
                    }
                }
            }
        }
        return new Found(
                attempt, reasons, rehearsing ? Rehearsal.count(layout, moves(attempt)) : 0);
    }

    private Reason notTried(List<Integer> vain, int node, @Nullable Reason[] reasons) {
        int last = vain.getLast();
        return new Reason.NotTried(
                (int) vain.stream().filter(one -> sizes[one] <= sizes[node]).count(),
                layout.name(last),
                Objects.requireNonNull(reasons[last]));
    }

    private record Trial(Optional<Attempt> next, @Nullable Reason reason) {}

    private Trial trial(Attempt attempt, int node) {
        Attempt.Step step = attempt.without(node, PUSHES_A_NODE);
        if (step.next().isEmpty() && anewAffordable(attempt)) {
            step = attempt.anew(node, PUSHES_A_NODE);
        }
        Optional<Attempt> next = step.next();
        if (next.isEmpty()) {
            Board board = attempt.bare(node);
            End end = Exhaustive.place(board, attempt.offBoard(node), STEPS);
            if (end == End.NONE) {
                return new Trial(Optional.empty(), new Reason.NoPlacement());
            }
            if (end == End.PLACED) {
                step = attempt.step(board, node);
            }
            if (step.next().isEmpty()) {
                return new Trial(
                        Optional.empty(), new Reason.NoPlacementFound(layout.key(step.leftOver())));
            }
            next = step.next();
        }
        OptionalInt left = rehearsing ? rehearsals.left(next.get()) : OptionalInt.empty();
        return left.isPresent()
                ? new Trial(Optional.empty(), new Reason.NotSafe(layout.key(left.getAsInt())))
                : new Trial(next, null);
    }
}
