package dev.plimsoll.testbed;

/**
 * What a {@link FleetFiller} makes.
 *
 * @param nodes how many nodes
 * @param podsPerNode how many pods on each, at most 58
 * @param births in how many different seconds the nodes come into the world; 1 for all at once, as
 *     fast as the server goes (creation times have whole seconds)
 */
public record FleetShape(int nodes, int podsPerNode, int births) {

    public FleetShape {
        if (nodes < 0 || podsPerNode < 0 || podsPerNode > NodeSpec.MAX_PODS || births < 1) {
            throw new IllegalArgumentException(
                    "A fleet needs nodes >= 0, podsPerNode in 0..58 and births >= 1, not %d, %d, %d."
                            .formatted(nodes, podsPerNode, births));
        }
    }

    /** Returns the shape of so many empty nodes that are born at once. */
    public static FleetShape ofNodes(int nodes) {
        return new FleetShape(nodes, 0, 1);
    }

    /** Returns this shape with so many pods on each node. */
    public FleetShape withPodsPerNode(int podsPerNode) {
        return new FleetShape(nodes, podsPerNode, births);
    }

    /** Returns this shape with the nodes spread over so many seconds of birth. */
    public FleetShape withBirths(int births) {
        return new FleetShape(nodes, podsPerNode, births);
    }
}
