/** Reading how full nodes are, and deciding whether that is a reason to drain them. */
@NullMarked
package dev.plimsoll.core.drain.signal;

import org.jspecify.annotations.NullMarked;
