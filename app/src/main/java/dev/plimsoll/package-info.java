/** The program: one entry for the command line, the operator and the demo. */
@NullMarked
package dev.plimsoll;

import org.jspecify.annotations.NullMarked;
