package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.NodeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts which nodes carry a policy's labels, or may: a write whose answer was lost may still
 * arrive, and until that can be ruled out its node takes up a place. So the cap holds for whoever
 * looks at the API server, not only for what this process knows.
 */
final class Slots {

    /**
     * Longer than an API server works on a request ({@code --request-timeout} is 60 s), after which
     * a lost write can no longer be carried out.
     */
    static final Duration DOUBT = Duration.ofSeconds(90);

    private final NodeView nodes;
    private final Clock clock;

    /** Lost additions by node; each policy's reconciler has slots of its own. */
    private final Map<String, Doubt> doubts = new HashMap<>();

    private record Doubt(String uid, String resourceVersion, Instant until) {}

    Slots(NodeView nodes, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Names the nodes that carry the policy's labels or may do so. */
    Set<String> taken(String policy) {
        doubts.entrySet().removeIf(doubt -> settled(doubt.getKey(), doubt.getValue()));
        Set<String> taken = new HashSet<>(doubts.keySet());
        nodes.nodes().stream()
                .filter(node -> LabelMarker.carries(node, policy))
                .map(Node::name)
                .forEach(taken::add);
        return taken;
    }

    /** Notes that the answer to an addition was lost. */
    void doubt(NodeLabelPatch patch) {
        Instant until = clock.instant().plus(DOUBT);
        doubts.put(patch.node(), new Doubt(patch.uid(), patch.resourceVersion(), until));
    }

    /** Tells when the last doubt is over at the latest. */
    Optional<Instant> doubtEnd() {
        return doubts.values().stream().map(Doubt::until).max(Instant::compareTo);
    }

    /**
     * A lost write is settled when it shows, when its node is gone, when the node has moved on to
     * another version, which the write's precondition excludes, or when its time is over.
     */
    private boolean settled(String name, Doubt doubt) {
        Node node = nodes.node(name);
        return node == null
                || !node.uid().equals(doubt.uid)
                || !node.resourceVersion().equals(doubt.resourceVersion)
                || !clock.instant().isBefore(doubt.until);
    }
}
