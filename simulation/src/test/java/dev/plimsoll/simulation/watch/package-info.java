@NullMarked
package dev.plimsoll.simulation.watch;

import org.jspecify.annotations.NullMarked;
