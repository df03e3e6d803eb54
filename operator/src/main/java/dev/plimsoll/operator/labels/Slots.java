package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.MonotonicClock;
import dev.plimsoll.core.port.NodeView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts which nodes carry a policy's labels, or may: a write whose answer was lost may still
 * arrive, and until that can be ruled out its node takes up a place. So the cap holds for whoever
 * looks at the API server, not only for what this process knows. It waits by a monotonic clock:
 * nobody who sets the wall clock gives a place away too early, or holds one back.
 */
final class Slots {

    private final NodeView nodes;
    private final InstantSource wall;
    private final MonotonicClock monotonic;
    private final Duration lostWrite;
    private final long opening;

    /** Lost additions by node; each policy's reconciler has slots of its own. */
    private final Map<String, Doubt> doubts = new HashMap<>();

    private record Doubt(String uid, String resourceVersion, long until) {}

    /**
     * @param wall only translates moments of the monotonic clock
     * @param lostWrite for how long a write whose answer was lost may still arrive
     * @param opening when the first place may be given away, by the monotonic clock: not before the
     *     writes of a process that ran before this one, and of which nothing is known here, can no
     *     longer arrive
     */
    Slots(
            NodeView nodes,
            InstantSource wall,
            MonotonicClock monotonic,
            Duration lostWrite,
            long opening) {
        this.nodes = nodes;
        this.wall = wall;
        this.monotonic = monotonic;
        this.lostWrite = lostWrite;
        this.opening = opening;
    }

    /** Tells when places may be given away; empty where they may now. */
    Optional<Instant> opening() {
        return passed(opening) ? Optional.empty() : Optional.of(byWall(opening));
    }

    /** Names the nodes that carry the policy's labels or may do so. */
    Set<String> taken(String policy) {
        forgetSettled();
        Set<String> taken = new HashSet<>(doubts.keySet());
        nodes.nodes().stream()
                .filter(node -> LabelMarker.carries(node, policy))
                .map(Node::name)
                .forEach(taken::add);
        return taken;
    }

    /** Notes that the answer to an addition was lost. */
    void doubt(NodeLabelPatch patch) {
        long until = monotonic.nanos() + lostWrite.toNanos();
        doubts.put(patch.node(), new Doubt(patch.uid(), patch.resourceVersion(), until));
    }

    /** Tells when the next doubt can be settled by asking. */
    Optional<Instant> nextQuestion() {
        return doubts.values().stream().map(doubt -> byWall(doubt.until)).min(Instant::compareTo);
    }

    /**
     * Words a question about each lost addition that can no longer arrive but may have arrived, and
     * not be seen because the watch has stalled with the call: a patch that changes nothing, which
     * the server takes only if the node is still the version that the addition was for.
     */
    List<NodeLabelPatch> questions(String policy) {
        forgetSettled();
        return doubts.entrySet().stream()
                .filter(doubt -> passed(doubt.getValue().until))
                .map(doubt -> question(policy, doubt.getKey(), doubt.getValue()))
                .sorted(Comparator.comparing(NodeLabelPatch::node))
                .toList();
    }

    /** Notes that the lost addition to a node has not arrived and never will. */
    void settle(String node) {
        doubts.remove(node);
    }

    private static NodeLabelPatch question(String policy, String node, Doubt doubt) {
        return new NodeLabelPatch(
                node, doubt.uid, doubt.resourceVersion, policy, Map.of(), Optional.empty());
    }

    private boolean passed(long moment) {
        return monotonic.nanos() - moment >= 0;
    }

    private Instant byWall(long moment) {
        return wall.instant().plusNanos(moment - monotonic.nanos());
    }

    private void forgetSettled() {
        doubts.entrySet().removeIf(doubt -> settled(doubt.getKey(), doubt.getValue()));
    }

    /**
     * A lost write is settled when it shows, when its node is gone, or when the node has moved on
     * to another version, which the write's precondition excludes.
     */
    private boolean settled(String name, Doubt doubt) {
        Node node = nodes.node(name);
        return node == null
                || !node.uid().equals(doubt.uid)
                || !node.resourceVersion().equals(doubt.resourceVersion);
    }
}
