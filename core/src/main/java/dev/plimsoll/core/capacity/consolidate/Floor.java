package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.NodeTraits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds how few nodes may stay, and in how few zones; only nodes that take pods count. */
final class Floor {

    private final Layout layout;
    private final int minNodes;
    private final int minZones;

    Floor(Layout layout, ConsolidateOptions options) {
        this.layout = layout;
        minNodes = Math.max(1, options.minNodes());
        minZones = options.minZones();
    }

    int minNodes() {
        return minNodes;
    }

    /** Answers why the node has to stay if the others go; empty where it may go too. */
    Optional<Reason> forbids(int node, Collection<Integer> others) {
        if (!layout.usable(node)) {
            return Optional.empty();
        }
        Set<Integer> gone = new HashSet<>(others);
        Map<String, Integer> zones = new HashMap<>();
        int stay = 0;
        for (int one = 0; one < layout.nodes(); one++) {
            if (layout.usable(one) && !gone.contains(one)) {
                stay++;
                zones.merge(zone(one), 1, Integer::sum);
            }
        }
        if (stay <= minNodes) {
            return Optional.of(new Reason.LeastNodes(minNodes));
        }
        String zone = zone(node);
        return zones.getOrDefault(zone, 0) == 1 && zones.size() <= minZones
                ? Optional.of(new Reason.LeastZones(zone, minZones))
                : Optional.empty();
    }

    private String zone(int node) {
        return NodeTraits.of(layout.machines().get(node).node()).zone();
    }
}
