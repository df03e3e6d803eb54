/** The commands, and the frame that runs them. */
@NullMarked
package dev.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
