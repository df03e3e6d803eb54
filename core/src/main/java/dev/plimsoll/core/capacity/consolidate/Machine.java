package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.Node;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A node as this plan sees it.
 *
 * @param otherRoom what it offers beside CPU, memory and pods, in each resource's own unit
 * @param refusal the annotation by which it asks to stay; empty where it does not
 * @param hourlyUsd its price; empty where nobody knows
 */
public record Machine(
        Node node, Map<String, Long> otherRoom, String refusal, Optional<BigDecimal> hourlyUsd) {

    public Machine {
        otherRoom = Map.copyOf(otherRoom);
    }

    /** Tells whether new pods may come to it. */
    boolean usable() {
        return node.readiness().ready() && !node.unschedulable() && !node.deleting();
    }
}
