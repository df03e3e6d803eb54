package dev.plimsoll.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Move;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plan consolidate -o json} shows; the components are the contract, and may only grow.
 *
 * @param savingsUsd in a month, as far as prices are known
 * @param lowerBoundUsd what no plan under these options can cost less than, by room alone
 * @param gapPercent by how much the plan may at most be dearer than the best there is
 * @param rehearsals how often the scheduler's part was played
 * @param evictions pods as {@code namespace/name}, in the order in which the plan counts on them to
 *     be evicted; left out where any order will do
 */
public record ConsolidateDocument(
        String resource,
        String basis,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal maxShare,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal cpuOvercommit,
        int minNodes,
        int minZones,
        BigDecimal hoursPerMonth,
        String pricesAsOf,
        Total before,
        Total after,
        BigDecimal savingsUsd,
        BigDecimal lowerBoundUsd,
        BigDecimal gapPercent,
        int rehearsals,
        List<Removed> remove,
        List<Stays> keep,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> evictions) {

    /** How many nodes there are and what they cost in a month. */
    public record Total(int nodes, BigDecimal monthlyUsd) {}

    /**
     * A node that can go.
     *
     * @param share of what it offers; null where it offers nothing
     */
    public record Removed(String node, @Nullable BigDecimal share, List<Move> moves) {}

    /**
     * A node that stays.
     *
     * @param reason for people
     * @param code the reason in one word, for programs
     */
    public record Stays(String node, @Nullable BigDecimal share, String reason, String code) {}

    static ConsolidateDocument of(
            ConsolidatePlan plan, ConsolidateOptions options, ConsolidateBill bill) {
        return new ConsolidateDocument(
                options.resource().toString(),
                options.basis().toString(),
                options.maxShare().orElse(null),
                options.cpuOvercommit().orElse(null),
                options.minNodes(),
                options.minZones(),
                bill.hoursPerMonth(),
                bill.pricesAsOf(),
                new Total(plan.remove().size() + plan.keep().size(), bill.before()),
                new Total(plan.keep().size(), bill.after()),
                bill.before().subtract(bill.after()),
                bill.lowerBound(),
                bill.gapPercent(),
                plan.rehearsals(),
                plan.remove().stream()
                        .map(node ->
                                new Removed(node.node(), node.share().orElse(null), node.moves()))
                        .toList(),
                plan.keep().stream()
                        .map(node ->
                                new Stays(
                                        node.node(),
                                        node.share().orElse(null),
                                        node.reason().sentence(),
                                        node.reason().code()))
                        .toList(),
                plan.evictions());
    }
}
