/** Carrying a plan out from the command line. */
@NullMarked
package dev.plimsoll.capacity.apply;

import org.jspecify.annotations.NullMarked;
