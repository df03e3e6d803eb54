package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Kept;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a fleet costs in a month before and after a plan, in USD to the cent; nodes without a known
 * price count as nothing.
 *
 * @param lowerBound what no plan can cost less than
 */
record ConsolidateBill(
        BigDecimal before,
        BigDecimal after,
        BigDecimal lowerBound,
        BigDecimal hoursPerMonth,
        String pricesAsOf) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static ConsolidateBill of(ConsolidatePlan plan, BigDecimal hours, String pricesAsOf) {
        BigDecimal gone = sum(plan.remove().stream().map(Removal::hourlyUsd));
        BigDecimal stay = sum(plan.keep().stream().map(Kept::hourlyUsd));
        BigDecimal after = monthly(stay, hours);
        BigDecimal least = stay.add(gone).subtract(plan.atMost().hourlyUsd()).max(BigDecimal.ZERO);
        return new ConsolidateBill(
                monthly(stay.add(gone), hours),
                after,
                monthly(least, hours).min(after),
                hours,
                pricesAsOf);
    }

    private static BigDecimal sum(Stream<Optional<BigDecimal>> prices) {
        return prices.flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal monthly(BigDecimal hourlyUsd, BigDecimal hours) {
        return hourlyUsd.multiply(hours).setScale(2, RoundingMode.HALF_UP);
    }

    BigDecimal gapPercent() {
        return lowerBound.signum() == 0
                ? BigDecimal.ZERO
                : after.subtract(lowerBound)
                        .multiply(HUNDRED)
                        .divide(lowerBound, 2, RoundingMode.UP);
    }
}
