@NullMarked
package dev.plimsoll.simulation.life;

import org.jspecify.annotations.NullMarked;
