/** Deciding which nodes are to be drained, and why the others are not. */
@NullMarked
package dev.plimsoll.core.drainpolicy;

import org.jspecify.annotations.NullMarked;
