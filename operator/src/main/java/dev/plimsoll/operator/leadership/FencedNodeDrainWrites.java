package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainWrites;
import dev.plimsoll.core.port.WriteOutcome;
import java.util.Map;

/** Withholds what is written to NodeDrains while the fence is closed. */
public final class FencedNodeDrainWrites implements NodeDrainWrites, NodeDrainOrders {

    private final NodeDrainWrites writes;
    private final NodeDrainOrders orders;
    private final WriteGate gate;

    public FencedNodeDrainWrites(NodeDrainWrites writes, NodeDrainOrders orders, WriteGate gate) {
        this.writes = writes;
        this.orders = orders;
        this.gate = gate;
    }

    @Override
    public WriteOutcome<NodeDrain> setFinalizer(NodeDrain drain, boolean present) {
        return gate.pass(() -> writes.setFinalizer(drain, present));
    }

    @Override
    public WriteOutcome<NodeDrain> writeStatus(NodeDrain drain, NodeDrainStatus status) {
        return gate.pass(() -> writes.writeStatus(drain, status));
    }

    @Override
    public WriteOutcome<NodeDrain> delete(NodeDrain drain) {
        return gate.pass(() -> writes.delete(drain));
    }

    @Override
    public WriteOutcome<NodeDrain> create(
            String name, Map<String, String> labels, NodeDrainSpec spec) {
        return gate.pass(() -> orders.create(name, labels, spec));
    }

    @Override
    public WriteOutcome<NodeDrain> cancel(NodeDrain drain) {
        return gate.pass(() -> orders.cancel(drain));
    }
}
