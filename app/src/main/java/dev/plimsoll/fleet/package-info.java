/** The fleet that a command looks at: from a file, or from the cluster. */
@NullMarked
package dev.plimsoll.fleet;

import org.jspecify.annotations.NullMarked;
