package dev.plimsoll.kubernetes.connection;

import java.time.Duration;

/**
 * Bounds the reading of one body.
 *
 * @param silence how long a read waits after the last progress; at first, after the start of the
 *     request
 * @param total how long the whole body may take
 * @param everyByteCounts whether a byte is progress; otherwise {@link ByteStream#progressed} says
 *     so
 */
public record StreamLimits(Duration silence, Duration total, boolean everyByteCounts) {}
