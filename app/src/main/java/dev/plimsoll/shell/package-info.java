/** What the shell gave the program: streams, environment, clock; and how it wants errors told. */
@NullMarked
package dev.plimsoll.shell;

import org.jspecify.annotations.NullMarked;
