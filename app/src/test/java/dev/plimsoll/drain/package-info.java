/** Drains on the real API server. */
@NullMarked
package dev.plimsoll.drain;

import org.jspecify.annotations.NullMarked;
