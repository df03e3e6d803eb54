package dev.plimsoll.core.fleet;

/** Says from which nodes a persistent volume can be reached. */
public record Volume(String name, NodeRequirement reach) {}
