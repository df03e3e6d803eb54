/** What a client of the simulated cluster sees: later than it happens, but in order. */
@NullMarked
package dev.plimsoll.simulation.watch;

import org.jspecify.annotations.NullMarked;
