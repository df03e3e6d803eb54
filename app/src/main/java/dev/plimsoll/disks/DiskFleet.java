package dev.plimsoll.disks;

import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.kubernetes.nodes.WatchedNodeReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Reads the nodes whose disks are asked for. */
public final class DiskFleet {

    private DiskFleet() {}

    /** The nodes that a selector chooses, by name. */
    public static List<WatchedNode> read(ObjectSource source, LabelSelector selector) {
        WatchedNodeReader reader = new WatchedNodeReader();
        List<WatchedNode> nodes = new ArrayList<>();
        var _ =
                source.read(
                        EnumSet.of(ResourceKind.NODE),
                        (_, object) -> nodes.add(reader.read(object)));
        return nodes.stream()
                .filter(node -> selector.matches(node.node().labels()))
                .sorted(Comparator.comparing(WatchedNode::name))
                .toList();
    }
}
