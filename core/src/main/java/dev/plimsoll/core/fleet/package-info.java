/** The fleet as immutable values: what a cluster looked like when it was last seen. */
@NullMarked
package dev.plimsoll.core.fleet;

import org.jspecify.annotations.NullMarked;
