package dev.plimsoll.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.core.capacity.reshape.ReshapeOptions;
import dev.plimsoll.core.capacity.reshape.ReshapePlan;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code plan reshape -o json} shows; the components are the contract, and may only grow. */
public record ReshapeDocument(
        String resource,
        String basis,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal cpuOvercommit,
        String region,
        BigDecimal hoursPerMonth,
        String pricesAsOf,
        int minNodes,
        int minZones,
        ReshapePlan.Bill before,
        ReshapePlan.Bill after,
        BigDecimal savingsUsd,
        BigDecimal lowerBoundUsd,
        BigDecimal gapPercent,
        List<ReshapePlan.Placement> placements,
        List<ReshapePlan.Unplaced> unplaced) {

    static ReshapeDocument of(
            ReshapePlan plan, ReshapeOptions options, String region, String pricesAsOf) {
        return new ReshapeDocument(
                options.resource().toString(),
                options.basis().toString(),
                options.cpuOvercommit().orElse(null),
                region,
                options.hoursPerMonth(),
                pricesAsOf,
                options.minNodes(),
                options.minZones(),
                plan.before(),
                plan.after(),
                plan.savingsUsd(),
                plan.lowerBoundUsd(),
                plan.gapPercent(),
                plan.placements(),
                plan.unplaced());
    }
}
