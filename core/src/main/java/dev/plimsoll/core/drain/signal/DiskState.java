package dev.plimsoll.core.drain.signal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** How a node's disks stand at one moment, without regard to how long. From good to bad. */
public enum DiskState {
    WELL("Well"),
    UNKNOWN("Unknown"),
    WARNED("Warned"),
    OVER("Over");

    private final String text;

    DiskState(String text) {
        this.text = text;
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return text;
    }

    /** Judges all filesystems of a node by the lines of all triggers; the worst counts. */
    public static DiskState of(NodeDisks disks, Collection<Trigger.Full> lines) {
        return disks.filesystems().stream()
                .map(filesystem -> of(filesystem, lines))
                .max(Comparator.naturalOrder())
                .orElse(UNKNOWN);
    }

    /** Judges one filesystem. */
    public static DiskState of(Filesystem filesystem, Collection<Trigger.Full> lines) {
        return Arrays.stream(DiskMetric.values())
                .flatMap(metric ->
                        filesystem.of(metric).stream()
                                .flatMap(amount ->
                                        lines.stream()
                                                .filter(line -> line.metric() == metric)
                                                .map(line -> of(amount.usedPercent(), line))))
                .max(Comparator.naturalOrder())
                .orElse(UNKNOWN);
    }

    private static DiskState of(double percent, Trigger.Full line) {
        if (percent >= line.drainPercent()) {
            return OVER;
        }
        return percent >= line.warnPercent() ? WARNED : WELL;
    }
}
