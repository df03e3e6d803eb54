package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.core.port.WriteOutcome;
import java.util.Set;

/** Withholds a drain's writes while the fence is closed. */
public final class FencedDrainWorld implements DrainWorld {

    private final DrainWorld world;
    private final WriteGate gate;

    public FencedDrainWorld(DrainWorld world, WriteGate gate) {
        this.world = world;
        this.gate = gate;
    }

    @Override
    public Look look(String node, Set<Workload> counted) {
        return world.look(node, counted);
    }

    @Override
    public WriteOutcome<Node> cordon(Node node) {
        return gate.pass(() -> world.cordon(node));
    }

    @Override
    public WriteOutcome<Node> uncordon(Node node) {
        return gate.pass(() -> world.uncordon(node));
    }

    @Override
    public WriteOutcome<DrainPod> evict(DrainPod pod) {
        return gate.pass(() -> world.evict(pod));
    }

    @Override
    public WriteOutcome<DrainPod> delete(DrainPod pod) {
        return gate.pass(() -> world.delete(pod));
    }
}
