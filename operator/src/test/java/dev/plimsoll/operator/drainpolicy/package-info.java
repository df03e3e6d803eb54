/** Following drain policies. */
@NullMarked
package dev.plimsoll.operator.drainpolicy;

import org.jspecify.annotations.NullMarked;
