package dev.plimsoll.core.capacity.reshape;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * States what a mix has to keep to. Whatever is chosen, requests fit, as the scheduler demands.
 *
 * @param cpuOvercommit how often CPU limits may be promised, 1 or more; empty for no bound, unless
 *     CPU decides. Memory limits are never promised twice.
 * @param minNodes how many nodes there are to be at least
 * @param minZones how many zones are to have a node, which takes at least as many nodes
 * @param hoursPerMonth 730 on average; 720 is thirty days
 */
public record ReshapeOptions(
        DecidingResource resource,
        Basis basis,
        Optional<BigDecimal> cpuOvercommit,
        int minNodes,
        int minZones,
        BigDecimal hoursPerMonth) {

    int leastNodes() {
        return Math.max(1, Math.max(minNodes, minZones));
    }
}
