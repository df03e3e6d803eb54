package dev.plimsoll.core.drain.signal;

/** What a kubelet says of its node's disks. */
public record NodeSummary(NodeDisks disks, DiskFill fill) {}
