/** Drains beside {@code kubectl drain}. */
@NullMarked
package dev.plimsoll.benchmarks.drain;

import org.jspecify.annotations.NullMarked;
