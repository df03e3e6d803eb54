@NullMarked
package dev.plimsoll.simulation.time;

import org.jspecify.annotations.NullMarked;
