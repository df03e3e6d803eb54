package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.NodeTraits;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds how few nodes may stay, and in how few zones; only nodes that take pods count. */
final class Floor {

    private final Layout layout;
    private final int minNodes;
    private final int minZones;
    private final List<String> zones;

    Floor(Layout layout, ConsolidateOptions options) {
        this.layout = layout;
        minNodes = Math.max(1, options.minNodes());
        minZones = options.minZones();
        zones =
                layout.machines().stream()
                        .map(machine -> NodeTraits.of(machine.node()).zone())
                        .toList();
    }

    int minNodes() {
        return minNodes;
    }

    /** Answers why the node has to stay if the others go; empty where it may go too. */
    Optional<Reason> forbids(int node, Collection<Integer> others) {
        if (!layout.usable(node)) {
            return Optional.empty();
        }
        BitSet stay = new BitSet();
        for (int one = 0; one < layout.nodes(); one++) {
            stay.set(one, layout.usable(one));
        }
        others.forEach(stay::clear);
        if (stay.cardinality() <= minNodes) {
            return Optional.of(new Reason.LeastNodes(minNodes));
        }
        if (minZones <= 1) {
            return Optional.empty();
        }
        Map<String, Integer> inZone = new HashMap<>();
        stay.stream().forEach(one -> inZone.merge(zones.get(one), 1, Integer::sum));
        String zone = zones.get(node);
        return inZone.getOrDefault(zone, 0) == 1 && inZone.size() <= minZones
                ? Optional.of(new Reason.LeastZones(zone, minZones))
                : Optional.empty();
    }
}
