package dev.plimsoll.core.drain.signal;

import java.util.Optional;

/**
 * Describes a filesystem of a node.
 *
 * @param name where it is mounted, or {@code nodefs} and {@code imagefs} as the kubelet calls them
 * @param bytes empty where the source does not know
 * @param inodes empty where the source does not know, or there is no fixed number of them
 */
public record Filesystem(String name, Optional<Amount> bytes, Optional<Amount> inodes) {

    public Optional<Amount> of(DiskMetric metric) {
        return switch (metric) {
            case BYTES -> bytes;
            case INODES -> inodes;
        };
    }
}
