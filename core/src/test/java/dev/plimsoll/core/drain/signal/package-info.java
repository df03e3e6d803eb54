/** The rules by which signals are read and judged. */
@NullMarked
package dev.plimsoll.core.drain.signal;

import org.jspecify.annotations.NullMarked;
