package dev.plimsoll.core.fleet;

/**
 * Says which volume a claim has.
 *
 * @param volume its name; empty while the claim has none, so that it goes where its pod goes
 */
public record VolumeClaim(String namespace, String name, String volume) {}
