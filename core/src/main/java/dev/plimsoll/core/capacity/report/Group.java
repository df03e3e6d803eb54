package dev.plimsoll.core.capacity.report;

/**
 * Adds up the pods that share something.
 *
 * @param namespace of a workload; empty for all other groups
 * @param kind of a workload, such as {@code Deployment}; empty for all other groups
 */
public record Group(String namespace, String kind, String name, Tally tally) {}
