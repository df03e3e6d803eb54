package dev.plimsoll.disks;

import dev.plimsoll.core.drain.signal.DiskFill;
import dev.plimsoll.core.drain.signal.DiskState;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.WatchedNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How full the disks of nodes are.
 *
 * @param source {@code kubelet} or {@code prometheus}
 */
public record DiskReport(String source, DiskLines lines, List<NodeReport> nodes) {

    /**
     * One node's.
     *
     * @param unknown why nothing is known of it, in one clause; empty where something is
     */
    public record NodeReport(
            String name,
            DiskState state,
            Optional<String> unknown,
            Optional<NodeDisks> disks,
            Optional<DiskFill> fill) {}

    /** One line: a filesystem of a node, or a node of which nothing is known. */
    public record Row(NodeReport node, Optional<Filesystem> filesystem, DiskState state) {}

    /**
     * Puts together what is known.
     *
     * @param unknown why nothing is known of a node, by its name
     * @param fills what fills it, by its name
     */
    public static DiskReport of(
            String source,
            DiskLines lines,
            Collection<WatchedNode> nodes,
            Map<String, NodeDisks> disks,
            Map<String, String> unknown,
            Map<String, DiskFill> fills) {
        return new DiskReport(
                source,
                lines,
                nodes.stream()
                        .map(node -> {
                            Optional<NodeDisks> known = Optional.ofNullable(disks.get(node.name()));
                            return new NodeReport(
                                    node.name(),
                                    known.map(it -> DiskState.of(it, lines.triggers()))
                                            .orElse(DiskState.UNKNOWN),
                                    known.isPresent()
                                            ? Optional.empty()
                                            : Optional.of(
                                                    unknown.getOrDefault(
                                                            node.name(), "nothing was said of it")),
                                    known,
                                    Optional.ofNullable(fills.get(node.name())));
                        })
                        .toList());
    }

    public List<Row> rows() {
        return nodes.stream().flatMap(node -> rows(node).stream()).toList();
    }

    private List<Row> rows(NodeReport node) {
        List<Row> rows =
                node.disks.stream()
                        .flatMap(disks -> disks.filesystems().stream())
                        .map(fs ->
                                new Row(node, Optional.of(fs), DiskState.of(fs, lines.triggers())))
                        .toList();
        return rows.isEmpty() ? List.of(new Row(node, Optional.empty(), DiskState.UNKNOWN)) : rows;
    }

    /** A sentence for each node of which nothing is known. */
    public List<String> sentences() {
        return nodes.stream()
                .flatMap(node ->
                        node.unknown.stream()
                                .map(why ->
                                        "of %s nothing is known: %s%s"
                                                .formatted(
                                                        node.name,
                                                        why,
                                                        why.endsWith(".") ? "" : ".")))
                .toList();
    }

    /** Tells whether some node is in this state or a worse one. */
    public boolean reaches(DiskState state) {
        return nodes.stream().anyMatch(node -> node.state.compareTo(state) >= 0);
    }

    /** Tells whether nothing is known of any node. */
    public boolean blind() {
        return !nodes.isEmpty() && nodes.stream().allMatch(node -> node.disks.isEmpty());
    }
}
