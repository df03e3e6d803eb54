package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.NodeView;
import java.time.Instant;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows nodes with another creation time at every look. */
final class BlurredAges implements NodeView {

    private final NodeView nodes;
    private final LongSupplier errorNanos;

    BlurredAges(NodeView nodes, LongSupplier errorNanos) {
        this.nodes = nodes;
        this.errorNanos = errorNanos;
    }

    @Override
    public boolean ready() {
        return nodes.ready();
    }

    @Override
    public Collection<Node> nodes() {
        return nodes.nodes().stream().map(this::blurred).toList();
    }

    @Override
    public @Nullable Node node(String name) {
        return nodes.node(name);
    }

    private Node blurred(Node node) {
        Instant createdAt = node.createdAt().plusNanos(errorNanos.getAsLong());
        return new Node(
                node.name(),
                node.uid(),
                node.resourceVersion(),
                createdAt,
                node.labels(),
                node.claims(),
                node.taints(),
                node.unschedulable(),
                node.deleting(),
                node.readiness(),
                node.providerId());
    }
}
