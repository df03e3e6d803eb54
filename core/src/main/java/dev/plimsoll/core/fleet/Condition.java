package dev.plimsoll.core.fleet;

/**
 * States one aspect of a resource, as {@code metav1.Condition} does; the time of its last
 * transition is kept by whoever writes it.
 *
 * @param reason one CamelCase word for machines
 * @param message one sentence for people, which changes only when the fact does
 */
public record Condition(String type, boolean status, String reason, String message) {}
