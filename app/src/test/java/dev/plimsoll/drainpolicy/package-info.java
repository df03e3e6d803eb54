/** Drain policies on the real API server. */
@NullMarked
package dev.plimsoll.drainpolicy;

import org.jspecify.annotations.NullMarked;
