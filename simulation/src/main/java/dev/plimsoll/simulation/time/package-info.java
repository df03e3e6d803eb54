/** Time that passes only when somebody lets it, and what is to happen in it. */
@NullMarked
package dev.plimsoll.simulation.time;

import org.jspecify.annotations.NullMarked;
