package dev.plimsoll.core.drainpolicy;

/**
 * Names an entry of a Secret that is mounted where the operator runs: it has no right to read
 * Secrets.
 */
public record SecretFile(String name, String key) {}
