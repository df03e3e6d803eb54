package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.NodeView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows nodes as a watch does that has dropped one event: the node stays as it was before, or away,
 * until its next event comes.
 */
final class MissedEvent implements NodeView {

    private final NodeView nodes;

    /** By name, what is shown in place of the truth. */
    private final Map<String, Optional<Node>> lies = new HashMap<>();

    private int left;

    /**
     * @param which event is dropped: 0 is the first
     */
    MissedEvent(NodeView nodes, int which) {
        this.nodes = nodes;
        this.left = which;
    }

    /** Tells whether this event is the one that is dropped. */
    boolean drops(@Nullable Node before, @Nullable Node after) {
        String name = Objects.requireNonNull(after == null ? before : after).name();
        lies.remove(name);
        boolean dropped = left-- == 0;
        if (dropped) {
            lies.put(name, Optional.ofNullable(before));
        }
        return dropped;
    }

    @Override
    public boolean ready() {
        return nodes.ready();
    }

    @Override
    public Collection<Node> nodes() {
        List<Node> shown = new ArrayList<>();
        nodes.nodes().stream().filter(node -> !lies.containsKey(node.name())).forEach(shown::add);
        lies.values().forEach(lie -> lie.ifPresent(shown::add));
        return shown;
    }

    @Override
    public @Nullable Node node(String name) {
        Optional<Node> lie = lies.get(name);
        return lie == null ? nodes.node(name) : lie.orElse(null);
    }
}
