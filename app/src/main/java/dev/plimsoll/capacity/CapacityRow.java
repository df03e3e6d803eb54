package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.report.Group;
import dev.plimsoll.core.capacity.report.NodeLoad;
import dev.plimsoll.core.capacity.report.Tally;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Resources;

/**
 * One row of a capacity table.
 *
 * @param room what the tally is a share of; unknown where it is a share of nothing
 */
public record CapacityRow(
        String namespace,
        String kind,
        String name,
        String instanceType,
        String zone,
        String nodePool,
        Tally tally,
        Resources daemonSetLimits,
        Allocatable room) {

    static CapacityRow of(NodeLoad load) {
        return new CapacityRow(
                "",
                "Node",
                load.node().name(),
                load.traits().instanceType(),
                load.traits().zone(),
                load.traits().nodePool(),
                load.all(),
                load.daemonSets().limits(),
                load.node().allocatable());
    }

    static CapacityRow of(Group group) {
        return new CapacityRow(
                group.namespace(),
                group.kind(),
                group.name(),
                "",
                "",
                "",
                group.tally(),
                Resources.NONE,
                Allocatable.UNKNOWN);
    }

    CapacityRow on(Allocatable nodes) {
        return new CapacityRow(
                namespace, kind, name, instanceType, zone, nodePool, tally, daemonSetLimits, nodes);
    }
}
