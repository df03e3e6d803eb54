package dev.plimsoll.core.drain.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes disks of nodes from the node exporter's series. What cannot be trusted is no figure: stale
 * samples, NaN, negative ones, and a filesystem that two targets describe differently.
 */
public final class FilesystemReader {

    /** By how many percent points two targets may differ and still describe one filesystem. */
    private static final double SAME = 2;

    private final Collection<WatchedNode> nodes;
    private final NodeLocator locator;
    private final Instant now;
    private final TreeSet<String> remarks = new TreeSet<>();
    private final Map<String, String> unknown = new HashMap<>();

    private FilesystemReader(Collection<WatchedNode> nodes, Instant now) {
        this.nodes = nodes;
        this.locator = new NodeLocator(nodes);
        this.now = now;
    }

    /** Reads the disks of these nodes. */
    public static DiskOutcome.Read read(
            Collection<Sample> samples, Collection<WatchedNode> nodes, Instant now) {
        return new FilesystemReader(nodes, now).read(samples);
    }

    /** One filesystem as one target describes it. */
    private record Source(String node, String mountpoint, Map<String, String> labels) {}

    /** A filesystem with the time of its oldest sample. */
    private record Dated(Filesystem filesystem, Instant at) {}

    private DiskOutcome.Read read(Collection<Sample> samples) {
        Map<Source, Map<String, Sample>> sources = new HashMap<>();
        samples.stream().filter(FilesystemSeries::counts).forEach(sample -> sort(sample, sources));
        Map<String, Map<String, List<Dated>>> found = new HashMap<>();
        sources.forEach((source, series) ->
                figures(source, series)
                        .ifPresent(dated ->
                                found.computeIfAbsent(source.node, _ -> new TreeMap<>())
                                        .computeIfAbsent(source.mountpoint, _ -> new ArrayList<>())
                                        .add(dated)));
        Map<String, NodeDisks> disks = new HashMap<>();
        found.forEach((node, mounts) -> agreed(node, mounts).ifPresent(d -> disks.put(node, d)));
        for (WatchedNode node : nodes) {
            if (disks.containsKey(node.name())) {
                unknown.remove(node.name());
            } else {
                unknown.putIfAbsent(node.name(), "Prometheus has no series of its disks");
            }
        }
        return new DiskOutcome.Read(disks, unknown, List.copyOf(remarks));
    }

    private void sort(Sample sample, Map<Source, Map<String, Sample>> sources) {
        switch (locator.find(sample.labels())) {
            case NodeLocator.Found.Nothing _ -> {}
            case NodeLocator.Found.Ambiguous(String why) -> remarks.add(why + " It is ignored.");
            case NodeLocator.Found.Node(String name) -> {
                Map<String, String> target = new HashMap<>(sample.labels());
                target.remove("__name__");
                Source source = new Source(name, sample.label("mountpoint"), target);
                sources.computeIfAbsent(source, _ -> new HashMap<>())
                        .put(sample.label("__name__"), sample);
            }
        }
    }

    private Optional<Dated> figures(Source source, Map<String, Sample> series) {
        Sample readOnly = series.get(FilesystemSeries.READ_ONLY);
        if (readOnly != null && readOnly.value() == 1) {
            return Optional.empty();
        }
        Optional<Amount> bytes =
                amount(source, series, FilesystemSeries.SIZE, FilesystemSeries.AVAILABLE);
        Optional<Amount> inodes =
                amount(source, series, FilesystemSeries.FILES, FilesystemSeries.FREE_FILES);
        if (bytes.isEmpty() && inodes.isEmpty()) {
            return Optional.empty();
        }
        Instant at =
                series.values().stream()
                        .map(sample -> sample.takenAt(now))
                        .min(Comparator.naturalOrder())
                        .orElse(now);
        return Optional.of(new Dated(new Filesystem(source.mountpoint, bytes, inodes), at));
    }

    private Optional<Amount> amount(
            Source source, Map<String, Sample> series, String totalName, String freeName) {
        Sample total = series.get(totalName);
        Sample free = series.get(freeName);
        if (total == null || free == null) {
            return Optional.empty();
        }
        if (total.stale() || free.stale()) {
            unknown.put(
                    source.node,
                    "its last sample in Prometheus is %d s old"
                            .formatted(Math.max(total.age().toSeconds(), free.age().toSeconds())));
            return Optional.empty();
        }
        Optional<Amount> amount = Amount.of(total.value(), free.value());
        boolean dynamic = totalName.equals(FilesystemSeries.FILES) && total.value() == 0;
        if (amount.isEmpty() && !dynamic) {
            unknown.put(
                    source.node,
                    "Prometheus says that %s of %s are free at %s"
                            .formatted(free.value(), total.value(), source.mountpoint));
        }
        return amount;
    }

    private Optional<NodeDisks> agreed(String node, Map<String, List<Dated>> mounts) {
        List<Filesystem> filesystems = new ArrayList<>();
        @Nullable Instant oldest = null;
        for (List<Dated> claims : mounts.values()) {
            Dated least =
                    claims.stream().min(Comparator.comparingDouble(FilesystemReader::use)).get();
            if (!claims.stream().allMatch(claim -> alike(claim.filesystem, least.filesystem))) {
                String why =
                        "several targets describe %s of %s differently"
                                .formatted(least.filesystem.name(), node);
                remarks.add(
                        "In Prometheus "
                                + why
                                + ": they may be of several clusters. It is ignored.");
                unknown.put(node, "in Prometheus " + why);
                continue;
            }
            filesystems.add(least.filesystem);
            oldest = oldest == null || least.at.isBefore(oldest) ? least.at : oldest;
        }
        return oldest == null
                ? Optional.empty()
                : Optional.of(new NodeDisks(node, oldest, filesystems));
    }

    private static boolean alike(Filesystem one, Filesystem other) {
        for (DiskMetric metric : DiskMetric.values()) {
            Optional<Amount> first = one.of(metric);
            Optional<Amount> second = other.of(metric);
            if (first.isPresent() && second.isPresent()) {
                double apart = first.get().usedPercent() - second.get().usedPercent();
                if (Math.abs(apart) > SAME || first.get().total() != second.get().total()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double use(Dated dated) {
        return dated.filesystem.bytes().map(Amount::usedPercent).orElse(0.0);
    }
}
