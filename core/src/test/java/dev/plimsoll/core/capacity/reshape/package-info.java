/** Tests of plans: the founding case, invariants, quality. */
@NullMarked
package dev.plimsoll.core.capacity.reshape;

import org.jspecify.annotations.NullMarked;
