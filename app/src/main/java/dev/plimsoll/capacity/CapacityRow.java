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
 * @param nodes that have the room
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
        Allocatable room,
        int nodes) {

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
                load.node().allocatable(),
                1);
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
                Allocatable.UNKNOWN,
                0);
    }

    /** The same as a share of what some nodes offer together. */
    CapacityRow on(Allocatable offered, int byNodes) {
        return new CapacityRow(
                namespace,
                kind,
                name,
                instanceType,
                zone,
                nodePool,
                tally,
                daemonSetLimits,
                offered,
                byNodes);
    }
}
