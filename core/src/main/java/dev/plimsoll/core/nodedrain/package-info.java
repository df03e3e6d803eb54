/** NodeDrains: one drain each, as a resource that is ordered, followed, resumed and kept. */
@NullMarked
package dev.plimsoll.core.nodedrain;

import org.jspecify.annotations.NullMarked;
