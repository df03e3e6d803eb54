package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Bound;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Kept;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Move;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plans which nodes can go. {@link SetSearch} finds the set; what is said of it holds for the fleet
 * as it is given: every pod that moves has a place on the nodes that stay, and, with rehearsals,
 * the scheduler was played with, often, and never left a pod without a node.
 */
public final class ConsolidatePlanner {

    private static final int NANOS = 9;

    private final ConsolidateOptions options;

    public ConsolidatePlanner(ConsolidateOptions options) {
        this.options = options;
    }

    /** Plans; the same fleet gives the same plan, in whatever order its parts come. */
    public ConsolidatePlan plan(ConsolidateFleet fleet) {
        Layout layout = Layout.of(fleet, options);
        Board start = new Board(layout);
        Candidates candidates = Candidates.of(layout, start, fleet, options);
        Floor floor = new Floor(layout, options);
        double[] values = values(layout);
        SetSearch.Found found =
                new SetSearch(start, candidates, floor, values, options.promise()).search();
        return new ConsolidatePlan(
                removals(layout, candidates, found.attempt()),
                kept(layout, candidates, found),
                bound(layout, start, candidates, floor),
                found.rehearsals(),
                options.promise() == Promise.LARGEST_FIRST
                        ? Arrays.stream(Rehearsal.troublesome(found.attempt()))
                                .mapToObj(layout::key)
                                .toList()
                        : List.of());
    }

    /** What each node is worth; one without a price is worth as much as the cheapest. */
    private static double[] values(Layout layout) {
        double least =
                layout.machines().stream()
                        .flatMap(machine -> machine.hourlyUsd().stream())
                        .filter(price -> price.signum() > 0)
                        .mapToDouble(ConsolidatePlanner::nanos)
                        .min()
                        .orElse(1);
        return layout.machines().stream()
                .mapToDouble(machine ->
                        machine.hourlyUsd()
                                .filter(price -> price.signum() > 0)
                                .map(ConsolidatePlanner::nanos)
                                .orElse(least))
                .toArray();
    }

    private static double nanos(BigDecimal usd) {
        return usd.movePointRight(NANOS).setScale(0, RoundingMode.HALF_UP).doubleValue();
    }

    private static Bound bound(Layout layout, Board start, Candidates candidates, Floor floor) {
        double[] ones = new double[layout.nodes()];
        Arrays.fill(ones, 1);
        double[] prices =
                layout.machines().stream()
                        .mapToDouble(machine ->
                                machine.hourlyUsd().map(ConsolidatePlanner::nanos).orElse(0.0))
                        .toArray();
        double nodes = SavingBound.of(layout, start, candidates, ones, floor.minNodes());
        double nanos = SavingBound.of(layout, start, candidates, prices, floor.minNodes());
        return new Bound(
                (int) nodes,
                BigDecimal.valueOf(nanos).setScale(0, RoundingMode.CEILING).movePointLeft(NANOS));
    }

    private static List<Removal> removals(Layout layout, Candidates candidates, Attempt attempt) {
        List<Removal> removals = new ArrayList<>();
        for (int node : attempt.removed()) {
            List<Move> moves =
                    Arrays.stream(candidates.movers()[node])
                            .mapToObj(pod ->
                                    new Move(
                                            layout.key(pod),
                                            layout.name(attempt.board().nodeOf(pod))))
                            .toList();
            removals.add(
                    new Removal(
                            layout.name(node),
                            candidates.shares().get(node),
                            layout.machines().get(node).hourlyUsd(),
                            moves));
        }
        return removals;
    }

    private static List<Kept> kept(Layout layout, Candidates candidates, SetSearch.Found found) {
        return IntStream.range(0, layout.nodes())
                .filter(node -> !found.attempt().removes(node))
                .mapToObj(node -> {
                    @Nullable Reason of = candidates.reasons()[node];
                    Reason reason =
                            of != null
                                    ? of
                                    : Optional.ofNullable(found.reasons()[node]).orElseThrow();
                    return new Kept(
                            layout.name(node),
                            candidates.shares().get(node),
                            layout.machines().get(node).hourlyUsd(),
                            Objects.requireNonNull(reason));
                })
                .toList();
    }
}
