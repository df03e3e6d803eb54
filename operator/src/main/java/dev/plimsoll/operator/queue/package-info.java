/** Work to be done, one key at a time, in due time: driven by threads or by a virtual clock. */
@NullMarked
package dev.plimsoll.operator.queue;

import org.jspecify.annotations.NullMarked;
