package dev.plimsoll.testbed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a {@link FleetFiller} makes.
 *
 * @param nodes how many nodes
 * @param podsPerNode how many pods on each, at most 58
 * @param firstBorn when the first node came into the world, in whole seconds
 * @param apart how long after each node the next one came; zero for all in the same second
 */
public record FleetShape(int nodes, int podsPerNode, Instant firstBorn, Duration apart) {

    public FleetShape {
        if (nodes < 0 || podsPerNode < 0 || podsPerNode > NodeSpec.MAX_PODS) {
            throw new IllegalArgumentException(
                    "A fleet has 0 or more nodes and 0 to 58 pods on each, not %d and %d."
                            .formatted(nodes, podsPerNode));
        }
        firstBorn = firstBorn.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns the shape of so many empty nodes that are all born in this second. */
    public static FleetShape ofNodes(int nodes) {
        return new FleetShape(nodes, 0, Instant.now(), Duration.ZERO);
    }

    /** Returns this shape with so many pods on each node. */
    public FleetShape withPodsPerNode(int podsPerNode) {
        return new FleetShape(nodes, podsPerNode, firstBorn, apart);
    }

    /** Returns this shape with nodes born one after the other, from {@code firstBorn} on. */
    public FleetShape born(Instant firstBorn, Duration apart) {
        return new FleetShape(nodes, podsPerNode, firstBorn, apart);
    }

    Instant bornAt(int index) {
        return firstBorn.plus(apart.multipliedBy(index)).truncatedTo(ChronoUnit.SECONDS);
    }
}
