/** Following drain policies: asking, planning, ordering drains, telling. */
@NullMarked
package dev.plimsoll.operator.drainpolicy;

import org.jspecify.annotations.NullMarked;
