/** Breaks the way to the API server on purpose, at the level of bytes. */
@NullMarked
package dev.plimsoll.testbed.faults;

import org.jspecify.annotations.NullMarked;
