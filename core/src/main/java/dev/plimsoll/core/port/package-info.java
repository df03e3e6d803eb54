/** The small interfaces through which the jobs see and touch the world. */
@NullMarked
package dev.plimsoll.core.port;

import org.jspecify.annotations.NullMarked;
