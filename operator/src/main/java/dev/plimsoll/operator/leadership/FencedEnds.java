package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Machine;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.core.port.NodeEnds;
import dev.plimsoll.core.port.WriteOutcome;

/** Withholds the ends of nodes while the fence is closed. */
public final class FencedEnds implements NodeEnds, InstanceEnds {

    private final NodeEnds nodes;
    private final InstanceEnds instances;
    private final WriteGate gate;

    public FencedEnds(NodeEnds nodes, InstanceEnds instances, WriteGate gate) {
        this.nodes = nodes;
        this.instances = instances;
        this.gate = gate;
    }

    @Override
    public Volumes volumes(DrainSight sight) {
        return nodes.volumes(sight);
    }

    @Override
    public WriteOutcome<String> deleteClaim(Node node) {
        return gate.pass(() -> nodes.deleteClaim(node));
    }

    @Override
    public WriteOutcome<String> end(Machine machine, EndChoice choice, boolean decrement) {
        return gate.pass(() -> instances.end(machine, choice, decrement));
    }
}
