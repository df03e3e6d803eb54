/** The drain job on a cluster of paper, which can be stopped at every write. */
@NullMarked
package dev.plimsoll.operator.nodedrain;

import org.jspecify.annotations.NullMarked;
