/** Consolidation that goes on: plan, order drains, tell. */
@NullMarked
package dev.plimsoll.operator.capacity;

import org.jspecify.annotations.NullMarked;
