package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.port.DrainPolicyWrites;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.WriteOutcome;
import java.util.Map;

/** Withholds what drain policies write and order while the fence is closed. */
public final class FencedDrainPolicyWrites implements DrainPolicyWrites, NodeDrainOrders {

    private final DrainPolicyWrites writes;
    private final NodeDrainOrders orders;
    private final WriteGate gate;

    public FencedDrainPolicyWrites(
            DrainPolicyWrites writes, NodeDrainOrders orders, WriteGate gate) {
        this.writes = writes;
        this.orders = orders;
        this.gate = gate;
    }

    @Override
    public WriteOutcome<DrainPolicy> writeStatus(DrainPolicy policy, DrainPolicyStatus status) {
        return gate.pass(() -> writes.writeStatus(policy, status));
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
