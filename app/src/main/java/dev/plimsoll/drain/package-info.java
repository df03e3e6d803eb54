/** Draining nodes from the command line: the plan in every form, and the view of one under way. */
@NullMarked
package dev.plimsoll.drain;

import org.jspecify.annotations.NullMarked;
