/** The plan that removes nodes, and what holds it to the truth. */
@NullMarked
package dev.plimsoll.core.capacity.consolidate;

import org.jspecify.annotations.NullMarked;
