package dev.plimsoll.core.drain.signal;

import java.time.Instant;

/**
 * States one condition of a node, such as the node problem detector writes.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param since when it took this status
 */
public record NodeCondition(String type, String status, Instant since) {}
