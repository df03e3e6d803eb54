/** The cheapest mix of instance types that carries a fleet, with a proven lower bound. */
@NullMarked
package dev.plimsoll.core.capacity.reshape;

import org.jspecify.annotations.NullMarked;
