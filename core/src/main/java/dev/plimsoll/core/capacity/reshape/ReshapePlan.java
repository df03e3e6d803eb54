package dev.plimsoll.core.capacity.reshape;

import java.math.BigDecimal;
import java.util.List;

/**
 * States what the fleet costs, what the cheapest mix found would cost, and where each pod would go.
 * Money is in USD a month.
 *
 * @param savingsUsd negative where the mix is dearer
 * @param lowerBoundUsd what no mix of the offered types costs less than
 * @param gapPercent by how much the mix may at most be dearer than the best there is
 */
public record ReshapePlan(
        Bill before,
        Bill after,
        BigDecimal savingsUsd,
        BigDecimal lowerBoundUsd,
        BigDecimal gapPercent,
        List<Placement> placements,
        List<Unplaced> unplaced) {

    public ReshapePlan {
        placements = List.copyOf(placements);
        unplaced = List.copyOf(unplaced);
    }

    /** Some nodes of a type. */
    public record NodeGroup(String instanceType, int count, BigDecimal hourlyUsd) {}

    /** What nodes cost in a month, to the cent. */
    public record Bill(List<NodeGroup> nodes, BigDecimal monthlyUsd) {
        public Bill {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Says what a new node carries, DaemonSets aside.
     *
     * @param node type and number, as in {@code m5.xlarge/1}
     * @param pods as {@code namespace/name}
     */
    public record Placement(String node, List<String> pods) {
        public Placement {
            pods = List.copyOf(pods);
        }
    }

    /**
     * Names a pod for which the offered types have no place.
     *
     * @param reason one clause that a person understands
     */
    public record Unplaced(String pod, String reason) {}
}
