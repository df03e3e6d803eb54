package dev.plimsoll.aws.prices;

import dev.plimsoll.core.capacity.InstanceType;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An instance type and what an hour of it costs on demand, with Linux and shared tenancy.
 *
 * @param asOf the day from which the price holds, such as {@code 2026-11-01}; empty where AWS does
 *     not say
 * @param type as EC2 describes it in the region; empty where the region has a price for it only
 */
public record PricedType(
        String name,
        String region,
        BigDecimal usdPerHour,
        String asOf,
        Optional<InstanceType> type) {}
