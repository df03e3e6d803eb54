package dev.plimsoll.core.capacity.consolidate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * States which nodes can go, as a set, and why the others stay.
 *
 * @param remove in the order in which they are to be drained
 * @param keep by name
 * @param atMost what the nodes that go can be worth at most in an hour, whatever the plan, in USD;
 *     by their number where no price is known
 * @param rehearsals how often the scheduler's part was played, and every pod found a node
 * @param evictions the pods in the order in which the plan counts on them to be evicted, as {@code
 *     namespace/name}; empty where any order will do, or none is promised
 */
public record ConsolidatePlan(
        List<Removal> remove,
        List<Kept> keep,
        Bound atMost,
        int rehearsals,
        List<String> evictions) {

    public ConsolidatePlan {
        remove = List.copyOf(remove);
        keep = List.copyOf(keep);
        evictions = List.copyOf(evictions);
    }

    /**
     * A node that can go.
     *
     * @param share what of it is taken, by the deciding resource and basis; empty where it offers
     *     nothing
     */
    public record Removal(
            String node,
            Optional<BigDecimal> share,
            Optional<BigDecimal> hourlyUsd,
            List<Move> moves) {
        public Removal {
            moves = List.copyOf(moves);
        }
    }

    /**
     * Where a pod would fit; the scheduler may well put it elsewhere.
     *
     * @param pod as {@code namespace/name}
     */
    public record Move(String pod, String to) {}

    /** A node that stays. */
    public record Kept(
            String node,
            Optional<BigDecimal> share,
            Optional<BigDecimal> hourlyUsd,
            Reason reason) {}

    /**
     * What no plan can exceed under the same options, by room alone.
     *
     * @param nodes how many can go at most
     * @param hourlyUsd how much can be saved in an hour at most
     */
    public record Bound(int nodes, BigDecimal hourlyUsd) {}
}
