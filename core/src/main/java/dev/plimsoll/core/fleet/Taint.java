package dev.plimsoll.core.fleet;

/**
 * Keeps pods away from a node.
 *
 * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}
 */
public record Taint(String key, String value, String effect) {}
