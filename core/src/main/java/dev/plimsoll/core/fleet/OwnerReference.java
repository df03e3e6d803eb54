package dev.plimsoll.core.fleet;

/**
 * Names the controller of an object.
 *
 * @param kind for example {@code ReplicaSet}
 */
public record OwnerReference(String kind, String name) {}
