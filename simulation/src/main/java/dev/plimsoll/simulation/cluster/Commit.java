package dev.plimsoll.simulation.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One committed version of one object.
 *
 * @param version greater than that of every commit before, of any kind
 * @param before null where the object is new
 * @param after null where the object is no more
 */
public record Commit<T>(
        long version, Instant at, Author author, @Nullable T before, @Nullable T after) {}
