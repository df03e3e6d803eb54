package dev.plimsoll.core.drain.signal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Describes a node's filesystems, as far as pods and images fill them.
 *
 * @param at when the oldest of the figures was taken
 */
public record NodeDisks(String node, Instant at, List<Filesystem> filesystems) {

    public NodeDisks {
        filesystems = List.copyOf(filesystems);
    }

    /** How full a filesystem is, 0 to 100. */
    public record Use(String filesystem, double percent) {}

    /** The fullest filesystem; empty where no figure is known. */
    public Optional<Use> fullest(DiskMetric metric) {
        return filesystems.stream()
                .flatMap(one ->
                        one.of(metric).stream()
                                .map(amount -> new Use(one.name(), amount.usedPercent())))
                .max(Comparator.comparingDouble(Use::percent));
    }
}
