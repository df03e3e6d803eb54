/** Measurements of the program as a whole process, on real servers. */
@NullMarked
package dev.plimsoll.benchmarks;

import org.jspecify.annotations.NullMarked;
