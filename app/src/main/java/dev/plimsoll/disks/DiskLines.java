package dev.plimsoll.disks;

import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.Trigger;
import java.time.Duration;
import java.util.List;

/** The lines that disks are held against, in percent. */
public record DiskLines(double warn, double drain, double inodesWarn, double inodesDrain) {

    /** Those of a policy that says nothing. */
    public static final DiskLines STANDARD =
            of(Trigger.Full.DRAIN_PERCENT, Trigger.Full.INODES_DRAIN_PERCENT);

    /** Warns a little earlier. */
    public static DiskLines of(double drain, double inodesDrain) {
        return new DiskLines(
                Math.max(0, drain - Trigger.Full.WARN_EARLIER),
                drain,
                Math.max(0, inodesDrain - Trigger.Full.WARN_EARLIER),
                inodesDrain);
    }

    List<Trigger.Full> triggers() {
        return List.of(
                new Trigger.Full(DiskMetric.BYTES, warn, drain, Duration.ZERO),
                new Trigger.Full(DiskMetric.INODES, inodesWarn, inodesDrain, Duration.ZERO));
    }
}
