package dev.plimsoll.disks;

import dev.plimsoll.core.drain.signal.Amount;
import dev.plimsoll.core.drain.signal.DiskFill;
import dev.plimsoll.core.drain.signal.NodeDisks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code disks -o json} shows; the components are the contract, and may only grow. */
public record DiskDocument(
        String asOf, String source, Thresholds thresholds, List<NodeEntry> nodes) {

    /** The lines, in percent. */
    public record Thresholds(Line disk, Line inodes) {}

    /** One metric's lines. */
    public record Line(double warnPercent, double drainPercent) {}

    /** One node's. */
    public record NodeEntry(
            String name,
            String state,
            @Nullable String unknown,
            @Nullable String measuredAt,
            List<FilesystemEntry> filesystems,
            @Nullable Fill fill) {}

    /** One filesystem's. */
    public record FilesystemEntry(
            String name,
            @Nullable Long capacityBytes,
            @Nullable Long availableBytes,
            @Nullable Double usedShare,
            @Nullable Long inodes,
            @Nullable Long inodesFree,
            @Nullable Double inodesUsedShare) {}

    /** What fills it. */
    public record Fill(
            long imagesBytes,
            long logsBytes,
            long rootfsBytes,
            long volumesBytes,
            List<PodEntry> pods) {}

    /** What one pod has written. */
    public record PodEntry(
            String pod,
            long bytes,
            long logsBytes,
            long rootfsBytes,
            long volumesBytes,
            long inodes) {}

    static DiskDocument of(DiskReport report, Instant asOf) {
        DiskLines lines = report.lines();
        return new DiskDocument(
                asOf.toString(),
                report.source(),
                new Thresholds(
                        new Line(lines.warn(), lines.drain()),
                        new Line(lines.inodesWarn(), lines.inodesDrain())),
                report.nodes().stream().map(DiskDocument::node).toList());
    }

    private static NodeEntry node(DiskReport.NodeReport node) {
        return new NodeEntry(
                node.name(),
                node.state().toString(),
                node.unknown().orElse(null),
                node.disks().map(NodeDisks::at).map(Instant::toString).orElse(null),
                node.disks().map(NodeDisks::filesystems).orElse(List.of()).stream()
                        .map(fs -> {
                            Optional<Amount> bytes = fs.bytes();
                            Optional<Amount> inodes = fs.inodes();
                            return new FilesystemEntry(
                                    fs.name(),
                                    bytes.map(Amount::total).orElse(null),
                                    bytes.map(Amount::free).orElse(null),
                                    bytes.map(DiskDocument::share).orElse(null),
                                    inodes.map(Amount::total).orElse(null),
                                    inodes.map(Amount::free).orElse(null),
                                    inodes.map(DiskDocument::share).orElse(null));
                        })
                        .toList(),
                node.fill().map(DiskDocument::fill).orElse(null));
    }

    private static double share(Amount amount) {
        return Math.round(amount.usedPercent() * 100) / 10_000.0;
    }

    private static Fill fill(DiskFill fill) {
        return new Fill(
                fill.imagesBytes(),
                fill.logsBytes(),
                fill.rootfsBytes(),
                fill.volumesBytes(),
                fill.largestFirst().stream()
                        .map(pod ->
                                new PodEntry(
                                        pod.key(),
                                        pod.bytes(),
                                        pod.logsBytes(),
                                        pod.rootfsBytes(),
                                        pod.volumesBytes(),
                                        pod.inodes()))
                        .toList());
    }
}
