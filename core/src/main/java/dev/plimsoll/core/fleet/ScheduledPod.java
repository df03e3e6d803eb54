package dev.plimsoll.core.fleet;

/** A pod, and where it may run; the latter is shared among pods that are equal in it. */
public record ScheduledPod(Pod pod, Scheduling scheduling) {}
