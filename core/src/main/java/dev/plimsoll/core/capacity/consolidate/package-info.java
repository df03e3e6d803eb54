/** Which nodes can go as a set, where each pod goes, and why every other node stays. */
@NullMarked
package dev.plimsoll.core.capacity.consolidate;

import org.jspecify.annotations.NullMarked;
